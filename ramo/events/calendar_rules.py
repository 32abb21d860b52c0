"""The rule of a calendar (RRULE) as one of ours, in our words; None for what our words cannot say."""

import re
from datetime import date, datetime

from ramo.kit import clock

from .errors import NoSuchDates
from .recurrence import LAST, LONGEST, MOST_WEEKS_BETWEEN, Rule, until_the

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "UNTIL", "COUNT", "WKST"}
_DAYS = ("понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя")
_HERS = {2, 5, 6}
_NTH = {1: "първ", 2: "втор", 3: "трет", 4: "четвърт", LAST: "последн"}
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


def rule_of(repeats: str) -> Rule | None:
    """From „2026-12-01;FREQ=WEEKLY;BYDAY=TU“: its first day, then the rule as its calendar writes it."""
    first, _, text = repeats.partition(";")
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    try:
        starts_on = date.fromisoformat(first)
        rule = _shape(parts, starts_on)
        return rule and _ending(rule, parts)
    except (ValueError, OverflowError, NoSuchDates):
        return None


def is_endless(repeats: str) -> bool:
    return not re.search(r"\b(?:UNTIL|COUNT)=", repeats.upper())


def words_of(rule: Rule, *, is_endless: bool = False) -> str:
    """As a person would type it: `spoken.rule_of` reads the same from it."""
    return _days_in_words(rule) + ("" if is_endless else f" до {rule.until:%d.%m.%Y}")


def _shape(parts: dict[str, str], starts_on: date) -> Rule | None:
    every, nth, days = int(parts.get("INTERVAL", "1")), 0, _weekdays(parts)
    if not set(parts) <= _KNOWN or days is None:
        return None
    weekdays = tuple(sorted({day for _, day in days})) or (starts_on.weekday(),)
    ordinals = {number for number, _ in days}
    match parts.get("FREQ"):
        case "DAILY" if every == 1 and ordinals <= {0}:
            weekdays = weekdays if days else tuple(range(7))
        case "WEEKLY" if 1 <= every <= MOST_WEEKS_BETWEEN and ordinals <= {0}:
            if every > 1 and parts.get("WKST", "MO") != "MO" and weekdays != (starts_on.weekday(),):
                return None
        case "MONTHLY" if every == 1 and len(days) == 1:
            nth = int(parts.get("BYSETPOS", "0")) or days[0][0]
            if nth not in _NTH or ("BYSETPOS" in parts and days[0][0]):
                return None
        case _:
            return None
    if "BYSETPOS" in parts and not nth:
        return None
    weeks = every if parts["FREQ"] == "WEEKLY" else 1
    return Rule(weekdays, starts_on, starts_on + LONGEST, weeks=weeks, nth=nth)


def _weekdays(parts: dict[str, str]) -> list[tuple[int, int]] | None:
    """(ordinal or 0, weekday) of each; None where one of them cannot be read."""
    found = [_BYDAY.fullmatch(each) for each in filter(None, parts.get("BYDAY", "").split(","))]
    return [(int(each[1] or 0), _CODES.index(each[2])) for each in found if each] if all(found) else None


def _ending(rule: Rule, parts: dict[str, str]) -> Rule:
    until = rule.until
    if "COUNT" in parts:
        until = until_the(int(parts["COUNT"]), rule, is_holiday=lambda day: False)
    elif "UNTIL" in parts:
        until = _last_day(parts["UNTIL"])
    if until < rule.starts_on:
        raise NoSuchDates("none")
    return Rule(rule.weekdays, rule.starts_on, until, weeks=rule.weeks, nth=rule.nth)


def _last_day(text: str) -> date:
    if text.endswith("Z"):
        return datetime.fromisoformat(text).astimezone(clock.COUNTRY_ZONE).date()
    return date.fromisoformat(text[:8])


def _days_in_words(rule: Rule) -> str:
    names = [_DAYS[day] for day in rule.weekdays]
    listed = " и ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    is_hers = rule.weekdays[0] in _HERS
    if rule.nth:
        return f"{_NTH[rule.nth]}{'ата' if is_hers else 'ия'} {listed} от месеца"
    if rule.weeks > 1:
        return f"през седмица, {listed}" if rule.weeks == 2 else f"на {rule.weeks} седмици, {listed}"
    if len(rule.weekdays) == 7:
        return "всеки ден"
    return "всеки делничен ден" if rule.weekdays == tuple(range(5)) else f"{'всяка' if is_hers else 'всеки'} {listed}"
