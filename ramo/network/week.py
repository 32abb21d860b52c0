"""The week of a library as a table: the usual hours of each day, and today's as they really are."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS

from .data import Span
from .hours import DAYS_OF_WEEK, Timetable

WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class DayRow:
    """`reason` says why today differs; a day without spans is closed."""

    name: str
    spans: tuple[Span, ...]
    is_today: bool
    reason: str = ""


def rows_of(timetable: Timetable, today: date) -> list[DayRow]:
    """Monday first; a weekend on which the library never works is left out, unless it is now."""
    rows = [DayRow(str(WEEKDAYS[weekday]), timetable.week[weekday], is_today=False) for weekday in range(DAYS_OF_WEEK)]
    opening = timetable.on(today)
    now = today.weekday()
    rows[now] = DayRow(rows[now].name, opening.spans, is_today=True, reason=opening.reason)
    return [row for weekday, row in enumerate(rows) if row.is_today or row.spans or weekday < WORKDAYS]
