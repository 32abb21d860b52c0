"""What may be refused about offers."""


class Refused(Exception):
    """Base of the refusals of this room."""


class IdentifierInText(Refused):
    """A text holds what looks like the personal number of somebody; `column` says which."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class NothingToSplit(Refused):
    """This source brought the listing; only what was merged into it can stand alone."""


class NotYours(Refused):
    """The offer would land in a place where this person may not write."""


class NothingToChoose(Refused):
    """This source says what we say, or somebody has chosen already."""
