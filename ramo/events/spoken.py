"""A rule in the words a person uses: „всеки вторник до юни, без празниците“. What is not understood is named."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from .errors import NotUnderstood
from .recurrence import LAST, LONGEST, IsHoliday, Rule, until_the

_WEEKDAYS = (
    r"понеделни(?:к|ка|кът|ци)\b",
    r"вторни(?:к|ка|кът|ци)\b",
    r"сряд(?:а|ата|и)\b|сред[аи]\b",
    r"четвърт(?:ък|ъка|ъкът|ъци)\b",
    r"пет(?:ък|ъка|ъкът|ъци)\b",
    r"събот(?:а|ата|и)\b",
    r"недел(?:я|ята|и)\b",
)
_MONTHS = ("януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
           "декември")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_ORDINALS = {"първ": 1, "втор": 2, "трет": 3, "четвърт": 4, "последн": LAST}
_ORDINAL_ENDS = "(?:и|а|о|ия|ият|ата|ото)"
_NUMBERS = {"две": 2, "три": 3, "четири": 4}
_IDLE = re.compile(r"\b(?:всеки|всяка|всяко|и|в|във|от|на|през|месеца?|седмиц[аи]|ден|дни|дните|пъти|само)\b|[,.;–-]")


@dataclass
class _Heard:
    """What has been understood so far, and the words that are left."""

    rest: str
    starts_on: date
    rule: Rule
    count: int = 0
    _taken: list[str] = field(default_factory=list)

    def take(self, pattern: str) -> re.Match[str] | None:
        found = re.search(pattern, self.rest)
        if found:
            self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"
        return found

    def say(self, **columns: object) -> None:
        self.rule = replace(self.rule, **columns)  # type: ignore[arg-type]


def rule_of(words: str, *, starts_on: date, is_holiday: IsHoliday) -> Rule:
    """Without an end it reaches as far as any rule may; without a weekday it is that of the first day."""
    heard = _Heard(" ".join(words.casefold().split()), starts_on, Rule((), starts_on, starts_on + LONGEST))
    for listen in (_exceptions, _end, _count, _interval, _weekdays):
        listen(heard)
    rest = " ".join(_IDLE.sub(" ", heard.rest).split())
    if rest:
        raise NotUnderstood(rest)
    if not heard.rule.weekdays:
        heard.say(weekdays=(starts_on.weekday(),))
    if heard.count:
        heard.say(until=until_the(heard.count, heard.rule, is_holiday=is_holiday))
    return heard.rule


def _exceptions(heard: _Heard) -> None:
    if heard.take(r"\bбез (?:официалните )?(?:празници(?:те)?|почивни(?:те)? дни)"):
        heard.say(skips_holidays=True)
    if found := heard.take(rf"\bбез (?:месец )?((?:{_MONTH})(?:(?:,| и) (?:{_MONTH}))*)"):
        months = re.findall(_MONTH, found.group(1))
        heard.say(skipped_months=tuple(_MONTHS.index(month) + 1 for month in months))


def _end(heard: _Heard) -> None:
    until: date | None = None
    if found := heard.take(r"\bдо (\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?"):
        until = _day(*(int(part) for part in reversed(found.groups())))
    elif found := heard.take(rf"\bдо (\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?(?: ?г\.?)?"):
        until = _next(heard.starts_on, int(found.group(1)), found.group(2), found.group(3))
    elif found := heard.take(rf"\bдо (?:края на )?({_MONTH})(?: (\d{{4}}))?(?: ?г\.?)?"):
        until = _next(heard.starts_on, 0, found.group(1), found.group(2))
    elif heard.take(r"\bдо края на годината"):
        until = date(heard.starts_on.year, 12, 31)
    if until:
        heard.say(until=until)


def _next(after: date, day: int, name: str, year: str | None) -> date:
    """The next such day after the first one; a month alone means its last day."""
    month = _MONTHS.index(name) + 1
    found: Callable[[int], date] = lambda of: _day(of, month, day or monthrange(of, month)[1])  # noqa: E731
    if year:
        return found(int(year))
    return found(after.year) if found(after.year) >= after else found(after.year + 1)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotUnderstood(f"{day}.{month:02}.{year}") from error


def _count(heard: _Heard) -> None:
    if found := heard.take(r"\b(\d{1,3}) пъти"):
        heard.count = int(found.group(1))


def _interval(heard: _Heard) -> None:
    """Of a month where the word stands there, else of weeks: „всеки втори вторник“ is every other week."""
    ordinal = next((number for stem, number in _ORDINALS.items() if _ordinal(heard, stem)), 0)
    if ordinal and (ordinal == LAST or re.search(r"\bмесец", heard.rest)):
        heard.say(nth=ordinal)
    elif ordinal:
        heard.say(weeks=ordinal)
    elif heard.take(r"\bпрез седмица"):
        heard.say(weeks=2)
    elif found := heard.take(r"\bна (\d{1,2}|две|три|четири) седмици"):
        heard.say(weeks=_NUMBERS.get(found.group(1)) or int(found.group(1)))


def _ordinal(heard: _Heard, stem: str) -> bool:
    return heard.take(rf"\b{stem}{_ORDINAL_ENDS}\b") is not None


def _weekdays(heard: _Heard) -> None:
    days = set()
    if heard.take(r"\bделнич\w+ дни|\bделничен ден|\bработен ден|\bработни дни"):
        days |= set(range(5))
    elif heard.take(r"\bвсеки ден\b"):
        days |= set(range(7))
    for number, pattern in enumerate(_WEEKDAYS):
        while heard.take(rf"\b(?:{pattern})"):
            days.add(number)
    heard.say(weekdays=tuple(sorted(days)))
