"""Why something is not done with a campaign."""


class Refused(Exception):
    """The person is told why; nothing was changed."""


class AnchorMissing(Refused):
    """Without the day on which the campaign hangs there are no dates."""


class DatesOutOfOrder(Refused):
    """It would end before its day, or begin after it. `column` says which date."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class TaskOutside(Refused):
    """A task would fall before the campaign begins or after it ends."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class EditionExists(Refused):
    """The kit has an edition of that time already."""


class AlreadyOver(Refused):
    """Its last day lies behind us."""


class NotADraft(Refused):
    """It is open or closed already."""


class NotOpen(Refused):
    """A draft, or closed: nobody joins, nobody answers."""


class NotInNetwork(Refused):
    """The library is not in the network, or not working."""


class NotCovered(Refused):
    """The edition is for other districts."""


class NotJoined(Refused):
    """The library is not in it."""


class DayOutside(Refused):
    """A day of one's own lies within the campaign."""


class NotItsCore(Refused):
    """A card without an answer, or with one that is not among the choices."""


class IdentifierInText(Refused):
    """A personal number, or a person's phone."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class NothingWritten(Refused):
    """A material without a line is nothing to print."""
