"""On which days something happens again: a rule becomes dates, within limits that no typing slip can pass."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .errors import NoSuchDates

MOST_DATES = 150
LONGEST = timedelta(days=731)
MOST_WEEKS_BETWEEN = 26
LAST = -1

IsHoliday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """Weekdays from Monday, 0; every so many weeks, or the n-th of a month (`LAST`: its last) where `nth` is set."""

    weekdays: tuple[int, ...]
    starts_on: date
    until: date
    weeks: int = 1
    nth: int = 0
    skips_holidays: bool = False
    skipped_months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """A rule as it was said, with the dates that somebody saw before they were made."""

    words: str
    rule: Rule
    dates: tuple[date, ...]
    is_registered_once: bool = False


def dates_of(rule: Rule, *, is_holiday: IsHoliday) -> list[date]:
    """In their order. Refuses a rule without dates, with too many, or that reaches too far."""
    _check(rule)
    found: list[date] = []
    for day in _days(rule):
        if day.month in rule.skipped_months or (rule.skips_holidays and is_holiday(day)):
            continue
        if len(found) == MOST_DATES:
            raise NoSuchDates("too many")
        found.append(day)
    if not found:
        raise NoSuchDates("none")
    return found


def until_the(count: int, rule: Rule, *, is_holiday: IsHoliday) -> date:
    """The day of the n-th date: for "ten times"."""
    if not 1 <= count <= MOST_DATES:
        raise NoSuchDates("too many")
    dates = [day for day in _days(rule) if not (rule.skips_holidays and is_holiday(day))]
    dates = [day for day in dates if day.month not in rule.skipped_months]
    if len(dates) < count:
        raise NoSuchDates("too far")
    return dates[count - 1]


def _check(rule: Rule) -> None:
    if not rule.weekdays or not set(rule.weekdays) <= set(range(7)):
        raise NoSuchDates("no weekday")
    if rule.until < rule.starts_on:
        raise NoSuchDates("none")
    if rule.until - rule.starts_on > LONGEST:
        raise NoSuchDates("too far")
    if not 1 <= rule.weeks <= MOST_WEEKS_BETWEEN or rule.nth not in {0, 1, 2, 3, 4, LAST}:
        raise NoSuchDates("none")


def _days(rule: Rule) -> Iterator[date]:
    monday = rule.starts_on - timedelta(days=rule.starts_on.weekday())
    day = rule.starts_on
    while day <= rule.until:
        weeks = (day - monday).days // 7
        if day.weekday() in rule.weekdays and _is_due(rule, day, weeks):
            yield day
        day += timedelta(days=1)


def _is_due(rule: Rule, day: date, weeks: int) -> bool:
    if rule.nth == LAST:
        return (day + timedelta(days=7)).month != day.month
    if rule.nth:
        return (day.day - 1) // 7 + 1 == rule.nth
    return weeks % rule.weeks == 0
