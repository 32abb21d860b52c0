"""What may be refused about a request to an expert."""


class Refused(Exception):
    """Base of the refusals of this room."""


class NotYourTurn(Refused):
    """The other side has answered meanwhile, or the request is over."""


class TimeGone(Refused):
    """The time that is accepted is no longer among those proposed."""


class TimePassed(Refused):
    """A proposed time lies in the past."""


class NotYetHeld(Refused):
    """What has not begun cannot be counted."""


class AlreadyMade(Refused):
    """The event or the hours of this request stand already."""


class IdentifierInText(Refused):
    """A personal number or a private phone stands in a text; `column` says in which."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column
