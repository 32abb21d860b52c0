"""What may be refused about bookable hours."""

from datetime import datetime


class Refused(Exception):
    """Base of the refusals of this room."""


class Taken(Refused):
    """Somebody was faster; `next_free` is the next hour of the same schedule, where there is one."""

    def __init__(self, next_free: datetime | None) -> None:
        super().__init__(next_free)
        self.next_free = next_free


class NotBookable(Refused):
    """The hour is over, called off, or not released yet."""


class ClosedBeforeItOpens(Refused):
    """The hours end before they begin, or hold not even one slot."""


class SlotGone(Refused):
    """The hour was called off meanwhile."""


class IdentifierInText(Refused):
    """A personal number stands in a text that people read."""


class HoldsAnother(Refused):
    """This phone or e-mail holds an hour of the same expert already."""
