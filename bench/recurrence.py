"""The dates of 10,000 series in one month: ours, dateutil's and those of recurring-ical-events; no database.

All three must name the same days. The rivals know no Bulgarian holidays, so no series here skips them.
"""

import os
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import recurring_ical_events
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from icalendar import Calendar

from bench.measure import tell
from ramo.events.recurrence import LAST, Rule, dates_of

SERIES = int(os.environ.get("BENCH_SERIES", "10000"))
SLOW = SERIES // 20  # what the slowest rival is asked; its time is told for all
FIRST, LAST_DAY = date(2026, 11, 1), date(2026, 11, 30)
_DAYS = (MO, TU, WE, TH, FR, SA, SU)
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def drawn(number: int) -> Rule:
    """Every week on one or two days, every second week, the n-th or the last weekday of the month."""
    day, begins = number % 7, FIRST + timedelta(days=number % 11)
    weekdays = (day,) if number % 3 else tuple(sorted({day, (day + 3) % 7}))
    match number % 5:
        case 3:
            return Rule((day,), begins, LAST_DAY, nth=1 + number % 4)
        case 4:
            return Rule((day,), begins, LAST_DAY, nth=LAST)
        case kind:
            return Rule(weekdays, begins, LAST_DAY, weeks=1 + kind // 2)


def ours(rule: Rule) -> list[date]:
    return dates_of(rule, is_holiday=lambda day: False)


def by_dateutil(rule: Rule) -> list[date]:
    begins = datetime.combine(rule.starts_on, datetime.min.time())
    ends = datetime.combine(rule.until, datetime.min.time())
    if rule.nth:
        dates = rrule(MONTHLY, dtstart=begins, until=ends, byweekday=[_DAYS[day](rule.nth) for day in rule.weekdays])
    else:
        days = [_DAYS[day] for day in rule.weekdays]
        dates = rrule(WEEKLY, interval=rule.weeks, dtstart=begins, until=ends, byweekday=days)
    return [each.date() for each in dates]


def as_ical(rule: Rule) -> str:
    """It begins on a day of its own: a calendar shows its first day whatever its rule says."""
    first = by_dateutil(rule)[0]
    days = ",".join(f"{rule.nth or ''}{_NAMES[day]}" for day in rule.weekdays)
    every = f"FREQ=MONTHLY;BYDAY={days}" if rule.nth else f"FREQ=WEEKLY;INTERVAL={rule.weeks};BYDAY={days}"
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:x\r\n"
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}\r\nRRULE:{every};UNTIL={rule.until:%Y%m%d}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def by_calendar(calendar: Calendar) -> list[date]:
    found = recurring_ical_events.of(calendar).between(FIRST, LAST_DAY + timedelta(days=1))
    return sorted(each["DTSTART"].dt for each in found)


def seconds(expand: Callable[[Any], object], asked: Sequence[Any]) -> float:
    start = time.process_time()
    for each in asked:
        expand(each)
    return time.process_time() - start


def main() -> None:
    rules = [rule for rule in map(drawn, range(2 * SERIES)) if by_dateutil(rule)][:SERIES]
    calendars = [Calendar.from_ical(as_ical(rule)) for rule in rules[:SLOW]]
    for rule, calendar in zip(rules, calendars, strict=False):
        assert ours(rule) == by_dateutil(rule) == by_calendar(calendar), rule
    own = seconds(ours, rules)
    tell(f"{len(rules):,} series in one month", own, "dateutil", seconds(by_dateutil, rules), "s")
    slow = seconds(by_calendar, calendars) * len(rules) / len(calendars)
    tell(f"{len(rules):,} series in one month", own, "recurring-ical-events, read already", slow, "s")


if __name__ == "__main__":
    main()
