"""When hours are given, as a person writes it down."""

from dataclasses import dataclass
from datetime import date, datetime, time

OWNER = "hours"  # of the pools, and the topic of their letters
CONTACT_DAYS = 0  # who held an hour is forgotten in the night after it


@dataclass(frozen=True, slots=True)
class ScheduleData:
    """Every week on `weekday` (0 is Monday) between two moments of the clock on the wall, from day to day.

    `institution` empty: the hours are the library's own. `minutes`: length of one hour as it is booked.
    """

    library: str
    institution: str
    expert: int
    area: str
    title_bg: str
    helps_bg: tuple[str, ...]
    room_bg: str
    weekday: int
    opens: time
    closes: time
    minutes: int
    capacity: int
    starts_on: date
    ends_on: date | None
    weeks_ahead: int = 2


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot that the pattern asks for, and since when it can be booked."""

    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
