"""What crosses the border of this room: a desk session to log, a stretch of days, counts for a page."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from ramo.kit.languages import SOURCE_LANGUAGE

MOST_SHEETS = 12  # of one hand-out
BACK_ENTRY = timedelta(days=31)
PRINT_LANGUAGES = (SOURCE_LANGUAGE, "en")
NO_REFERRAL = "none"
STOPPED = "stopped"  # the outcome that may have a reason
AGE_UNKNOWN = "unknown"
HEALTH = "health"  # the area of which nothing finer is kept
MOST_STROKES, MOST_OF_A_DAY = 99, 500  # of one line of a tally sheet, of the whole sheet


@dataclass(frozen=True, slots=True)
class ConsultationData:
    """One desk session by the keys of its choices; nothing here can hold a person."""

    on: date
    half: str
    area: str
    task: str
    mode: str
    minutes: str
    age_band: str
    referral: str = NO_REFERRAL
    outcome: str = ""
    stop_reason: str = ""


@dataclass(frozen=True, slots=True)
class HandoutData:
    """How many sheets were printed and of which area (empty: of several); never what stands on them."""

    sheets: int
    area: str = ""
    is_large_print: bool = True


class Bar(StrEnum):
    """Why something does not go on paper."""

    GONE = "gone"
    EXPIRED = "expired"
    NOT_RECOMMENDED = "not recommended"


@dataclass(frozen=True, slots=True)
class PrintWish:
    """How a hand-out is to be printed, as an address says it."""

    is_large: bool = True
    language: str = SOURCE_LANGUAGE

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        language = given.get("language", SOURCE_LANGUAGE)
        return cls(given.get("large") == "1", language if language in PRINT_LANGUAGES else SOURCE_LANGUAGE)

    @property
    def query(self) -> str:
        return urlencode({"large": int(self.is_large), "language": self.language})


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first: date
    last: date

    @classmethod
    def up_to(cls, last: date, *, days: int) -> Self:
        return cls(last - timedelta(days=days - 1), last)

    @classmethod
    def month(cls, first: date) -> Self:
        return cls(first, first.replace(day=monthrange(first.year, first.month)[1]))

    def days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one choice was logged."""

    label_bg: str
    label_en: str
    count: int
    css_class: str = ""


@dataclass(frozen=True, slots=True)
class DayCount:
    on: date
    count: int


@dataclass(frozen=True, slots=True)
class Referrals:
    """Slips made in a period, and how many of them were shown at their office."""

    made: int = 0
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a tally sheet: a task of an area, and how often."""

    area: str
    task: str
    count: int


@dataclass(frozen=True, slots=True)
class PaperData:
    """A day's tally sheet. `mode`, `minutes`: what was usual that day; empty where the sheet does not say."""

    on: date
    strokes: tuple[Stroke, ...]
    mode: str = ""
    minutes: str = ""

    @property
    def total(self) -> int:
        return sum(stroke.count for stroke in self.strokes)


@dataclass(frozen=True, slots=True)
class SlipData:
    """Where a person is sent on, by keys. `need`: whose papers the slip lists."""

    area: str
    referral: str
    institution: str = ""
    need: str = ""
    due_on: date | None = None
    due_at: time | None = None


@dataclass(frozen=True, slots=True)
class NewSlip:
    """The only place where a slip and its code stand together: on the way to the paper."""

    number: int
    code: str
