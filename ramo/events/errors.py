"""What may be refused about events."""


class Refused(Exception):
    """Base of the refusals of this room."""


class IdentifierInText(Refused):
    """A text holds what looks like the personal number of somebody; `column` says which."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class AlreadyOver(Refused):
    """What has begun or is called off is not changed, published or called off any more."""


class NotOver(Refused):
    """People are counted when it has begun, not before."""


class NobodyRegisters(Refused):
    """One simply comes."""


class NoSuchDates(Refused):
    """The rule gives no date, too many, or reaches too far; `why` names it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotUnderstood(Refused):
    """Words of a rule that say nothing to us; `rest` holds them."""

    def __init__(self, rest: str) -> None:
        super().__init__(rest)
        self.rest = rest


class HostHasPeople(Refused):
    """People hold places at this library, so neither it nor its seats are taken away; call the event off there."""


class Unreadable(Refused):
    """What a browser sent is no word from the door."""


class WaitedTooLong(Refused):
    """It is older than a word may be to count by itself."""


class OfAnotherLibrary(Refused):
    """It was said at the door of another library."""


class SaidOtherwise(Refused):
    """Meanwhile somebody said something else, which stands. `stands`: how many."""

    def __init__(self, stands: int) -> None:
        super().__init__(stands)
        self.stands = stands


class MarksGone(Refused):
    """The list was shredded: nobody of it can be marked any more."""


class NothingToChoose(Refused):
    """Its source says what stands here, or somebody has chosen already."""


class NothingToAsk(Refused):
    """Not of an event that ended four to eight weeks ago, or of health: nothing is asked."""


class AnsweredAlready(Refused):
    """One slip answers once."""
