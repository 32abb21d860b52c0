"""Dates as sources write them, in numbers or words, whole or half → the country's day and minute."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from ramo.kit.clock import COUNTRY_ZONE

END_OF_DAY = time(23, 59)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "януари яну january jan",
            "февруари фев february feb",
            "март мар march mar",
            "април апр april apr",
            "май may",
            "юни юн june jun",
            "юли юл july jul",
            "август авг august aug",
            "септември сеп септ september sep sept",
            "октомври окт october oct",
            "ноември ное ноем november nov",
            "декември дек december dec",
        ),
        1,
    )
    for name in names.split()
}
_DAYS = {
    name: number
    for number, names in enumerate(
        ("понеделник monday", "вторник tuesday", "сряда wednesday", "четвъртък thursday", "петък friday",
         "събота saturday", "неделя sunday")
    )
    for name in names.split()
}  # fmt: skip
_RELATIVE = {"днес": 0, "today": 0, "утре": 1, "tomorrow": 1, "вдругиден": 2, "вчера": -1, "yesterday": -1}
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:[a-z]{3},\s)?\d{1,2}\s[a-z]{3}\s\d{4}\s\d{2}:\d{2}")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d)")
_SHORT = re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2})\.?(?![\d.]|\s?(?:лв|€|ч))")
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})(?:-?\w{{2}})?\s+({_NAME})\b\.?(?:,?\s+(\d{{4}}))?")
_FROM_TO = re.compile(rf"(?<![\d.])(\d{{1,2}})\s?(до|[-–—])\s?(?=\d{{1,2}}\s+({_NAME})\b)")
_ENGLISH = re.compile(rf"\b({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
_AFTER = re.compile(r"(?:след|in)\s+(\d{1,3})\s+(дни|ден|дена|days|day|седмици|седмица|weeks|week|месеца|месец)")
_MONTH_END = re.compile(r"края на месеца|end of the month")
_WEEK_END = re.compile(r"края на седмицата")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b")
_TIME = re.compile(r"(?<![\d.])([01]?\d|2[0-4])(?::([0-5]\d)(?!\d)|[.]([0-5]\d)(?=\s?ч)|(?=\s?(?:ч\.|часа?\b)))")
_OPEN = re.compile(r"безсрочн|постоянн|до заемане|до попълване|до изчерпване|няма срок|без срок|целогодишн|open.ended")
_YEARS = range(1990, 2101)


class NotADate(ValueError):
    """Something is written, and no day can be read in it."""


@dataclass(frozen=True, slots=True)
class When:
    day: date
    minute: time | None = None

    def moment(self, otherwise: time) -> datetime:
        return datetime.combine(self.day, self.minute or otherwise, tzinfo=COUNTRY_ZONE)


def until(text: str, *, today: date) -> When | None:
    """The last day named: „от 1 до 30 ноември“ ends on the 30th. None: nothing said, or open-ended."""
    found = _read(text, today, is_ahead=True)
    return max(found, key=lambda when: (when.day, when.minute or END_OF_DAY)) if found else None


def since(text: str, *, today: date, is_ahead: bool = True) -> When | None:
    """The first day named; without a year the next such day, or with `is_ahead=False` the last one."""
    found = _read(text, today, is_ahead=is_ahead)
    return min(found, key=lambda when: when.day) if found else None


def _read(text: str, today: date, *, is_ahead: bool) -> list[When]:
    text = " ".join(text.lower().replace("\u00a0", " ").split())[:500]
    if not text or _OPEN.search(text):
        return []
    text = _FROM_TO.sub(r"\1 \3 \2 ", text)  # „1 до 30 ноември“
    found = list(_universal(text)) or list(_written(text, today, is_ahead=is_ahead)) or list(_spoken(text, today))
    if not found:
        raise NotADate(text)
    return found


def _universal(text: str) -> Iterator[When]:
    """ISO 8601 and the form of mails and feeds; with a zone they are turned into the country's time."""
    for match in _ISO.finditer(text):
        if len(match[0]) == len("2026-11-30"):
            yield When(_day(*map(int, match.groups())))
        else:
            yield _local(_moment(match[0]))
    if _MAIL.match(text):
        try:
            yield _local(parsedate_to_datetime(text))
        except (ValueError, TypeError, IndexError):
            return


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(re.sub(r"\s(?=[z+-])", "", text).upper())
    except ValueError:
        raise NotADate(text) from None


def _local(moment: datetime) -> When:
    moment = moment.astimezone(COUNTRY_ZONE) if moment.tzinfo else moment
    return When(_day(moment.year, moment.month, moment.day), moment.time().replace(second=0, microsecond=0))


def _written(text: str, today: date, *, is_ahead: bool) -> Iterator[When]:
    """Numbers and months by name. An hour belongs to the day before it; a missing year is that of the day after."""
    days = _days(text)
    years = [each.year for each in days if each.year]
    for number, each in enumerate(days):
        following = days[number + 1].begin if number + 1 < len(days) else len(text)
        if each.year:
            whole = _day(each.year, each.month, each.day)
        else:
            whole = _without_year(each.day, each.month, years, today, is_ahead=is_ahead)
        minute = _time(text[each.end : following]) or (_time(text[: each.begin]) if len(days) == 1 else None)
        yield When(whole, minute)


@dataclass(frozen=True, slots=True)
class _Written:
    """A day in a text, from character to character; year 0 is not said."""

    begin: int
    end: int
    day: int
    month: int
    year: int


def _days(text: str) -> list[_Written]:
    """In order; of two readings of the same letters the earlier form in `_matches` holds."""
    days: list[_Written] = []
    for match, (day, month, year) in _matches(text):
        if not any(match.start() < each.end and each.begin < match.end() for each in days):
            days.append(_Written(match.start(), match.end(), day, month, year))
    return sorted(days, key=lambda each: each.begin)


def _matches(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int]]]:
    for match in _NUMBERS.finditer(text):
        year = int(match[3])
        yield match, (int(match[1]), int(match[2]), year if year > 99 else 2000 + year)
    for match in _WORDS.finditer(text):
        yield match, (int(match[1]), _MONTHS[match[2]], int(match[3] or 0))
    for match in _ENGLISH.finditer(text):
        yield match, (int(match[2]), _MONTHS[match[1]], int(match[3]))
    for match in _SHORT.finditer(text):
        if 1 <= int(match[2]) <= 12:
            yield match, (int(match[1]), int(match[2]), 0)


def _without_year(day: int, month: int, years: list[int], today: date, *, is_ahead: bool) -> date:
    if years:
        return _day(years[-1], month, day)
    this = _day(today.year, month, day)
    if is_ahead and this < today - timedelta(days=60):
        return _day(today.year + 1, month, day)
    return _day(today.year - 1, month, day) if not is_ahead and this > today else this


def _spoken(text: str, today: date) -> Iterator[When]:
    """Days counted from today, as a person says them."""
    minute = _time(text)
    for word, days in _RELATIVE.items():
        if re.search(rf"\b{word}\b", text):
            yield When(today + timedelta(days=days), minute)
            return
    if after := _AFTER.search(text):
        each = 7 if after[2].startswith(("сед", "week")) else 30 if after[2].startswith("мес") else 1
        yield When(today + timedelta(days=int(after[1]) * each), minute)
    elif _MONTH_END.search(text):
        yield When((today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1), minute)
    elif _WEEK_END.search(text):
        yield When(today + timedelta(days=6 - today.weekday()), minute)
    elif weekday := _WEEKDAY.search(text):
        ahead = (_DAYS[weekday[1]] - today.weekday()) % 7
        yield When(today + timedelta(days=ahead), minute)


def _time(text: str) -> time | None:
    found = _TIME.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return END_OF_DAY if hour == 24 else time(hour, minute)


def _day(year: int, month: int, day: int) -> date:
    try:
        if year in _YEARS:
            return date(year, month, day)
    except ValueError:
        pass
    raise NotADate(f"{day}.{month}.{year}")
