"""What may be refused about services."""


class Refused(Exception):
    """Base of the refusals of this room."""


class ChecksMissing(Refused):
    """The library has not everything in place yet; `keys` name the checks that are still open."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


class NotInNetwork(Refused):
    """Only a library of the network gives its services."""


class AlreadyOff(Refused):
    """The library does not give this service any more."""


class IdentifierInText(Refused):
    """A note holds what looks like a personal number or the phone of a person; `column` says which."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column
