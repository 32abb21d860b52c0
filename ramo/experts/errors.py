"""What may be refused about experts and their time."""

from datetime import datetime


class Refused(Exception):
    """Base of the refusals of this room."""


class AlreadyEngaged(Refused):
    """The expert is taken in that time; `starts_at` and `ends_at` say when, where it is known."""

    def __init__(self, starts_at: datetime | None = None, ends_at: datetime | None = None) -> None:
        super().__init__(starts_at, ends_at)
        self.starts_at = starts_at
        self.ends_at = ends_at


class PersonalNumber(Refused):
    """A personal number or a private phone was typed into a name."""
