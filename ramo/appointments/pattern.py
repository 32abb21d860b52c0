"""From the pattern of a week to its slots: which days, which hours, and when each is released."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from ramo.kit import clock, holidays

from .data import Planned
from .models import DayOff, Schedule

RELEASED_AT = 9  # on a Monday morning, when libraries answer their phones
_WEEK = timedelta(days=7)


def planned(schedule: Schedule, days_off: Iterable[DayOff], until: date) -> Iterator[Planned]:
    """From today, or the first day; public holidays and the expert's days off have none."""
    off = [(each.starts_on, each.ends_on) for each in days_off]
    last = min(until, schedule.ends_on) if schedule.ends_on else until
    day = max(schedule.starts_on, clock.today())
    day += timedelta(days=(schedule.weekday - day.weekday()) % 7)
    while day <= last:
        if not holidays.holiday_name(day, "bg") and not any(start <= day <= end for start, end in off):
            yield from _of_day(schedule, day)
        day += _WEEK


def release_of(schedule: Schedule, day: date) -> datetime:
    """On the Monday of the week from which that day can be seen, so many weeks before its own."""
    monday = day - timedelta(days=day.weekday()) - _WEEK * (schedule.weeks_ahead - 1)
    return datetime.combine(monday, datetime.min.time(), tzinfo=clock.COUNTRY_ZONE).replace(hour=RELEASED_AT)


def horizon(schedule: Schedule) -> date:
    """Slots are made one week beyond those that can be booked: people see when they open."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    return monday + _WEEK * (schedule.weeks_ahead + 1) - timedelta(days=1)


def _of_day(schedule: Schedule, day: date) -> Iterator[Planned]:
    opens_at = release_of(schedule, day)
    length = timedelta(minutes=schedule.minutes)
    start = datetime.combine(day, schedule.opens, tzinfo=clock.COUNTRY_ZONE)
    closes = datetime.combine(day, schedule.closes, tzinfo=clock.COUNTRY_ZONE)
    while start + length <= closes:
        if start > clock.now():
            yield Planned(start, start + length, opens_at)
        start += length
