"""What crosses the border of this room: an event as somebody writes it, where it takes place, who came."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

OWNER = "events"  # of the pools of seats, and the topic of the letters about them


@dataclass(frozen=True, slots=True)
class HostData:
    """A library where it takes place, with its own seats; `capacity` empty: as many as come.

    `settlement` and `place` where it is not in the library itself.
    """

    library: str
    capacity: int | None = None
    place: str = ""
    settlement: str = ""
    largest_party: int = 4
    has_waiting_list: bool = True
    lets_smaller_pass: bool = False


@dataclass(frozen=True, slots=True)
class EventData:
    """`institutions`: keys of those whose experts speak; `led_by` names them by role. Without a price it is free."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    area: str
    hosts: tuple[HostData, ...]
    title_en: str = ""
    text: str = ""
    text_en: str = ""
    topics: tuple[str, ...] = ()
    audience: str = "all"
    age_from: int | None = None
    age_to: int | None = None
    language: str = "bg"
    online_link: str = ""
    led_by: str = ""
    institutions: tuple[str, ...] = ()
    access: str = ""
    is_step_free: bool | None = None
    bring: tuple[str, ...] = ()
    materials_link: str = ""
    price: str = ""
    are_photos_taken: bool = False
    phone: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    organiser: str = ""  # number of the library; empty: the district's or the network's
    district: str = ""
    institution: str = ""  # which wrote it
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """An event as a calendar of others says it; `settlement` is empty where it is not on the map.

    Of what repeats, `series` is the number that all dates share, and `repeats` the first day and the rule (RRULE).
    """

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    area: str
    text: str = ""
    settlement: str = ""
    place: str = ""
    price: str = ""
    led_by: str = ""
    source_label: str = ""
    source_url: str = ""
    series: str = ""
    repeats: str = ""

    @property
    def valid_until(self) -> date:
        return self.ends_at.date()

    def fingerprint(self) -> str:
        """Of all that it says: another one where anything of it changed."""
        return sha256(repr(self).encode()).hexdigest()


class Outcome(StrEnum):
    """What became of an event that came from a source; `HOMELESS`: no library of the network is near."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    HOMELESS = "homeless"


@dataclass(frozen=True, slots=True)
class Bands:
    """How many came, by age; lecturers and staff are not counted."""

    under_18: int = 0
    from_18: int = 0
    from_30: int = 0
    from_65: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.under_18 + self.from_18 + self.from_30 + self.from_65 + self.unknown


@dataclass(frozen=True, slots=True)
class Opinion:
    """Answers of an outcome card, 1 to 5; what was not answered is empty."""

    learned: int | None = None
    confident: int | None = None
    will_use: int | None = None
    aware: int | None = None
    of_area: int | None = None


class Result(StrEnum):
    """What somebody says came of it, weeks later."""

    JOB = "job"
    INTERVIEW = "interview"
    COURSE = "course"
    REGISTERED = "registered"
    APPLICATION = "application"
    FILED = "filed"
    PAID = "paid"
    DOCUMENT = "document"
    VISIT = "visit"
    SKILL = "skill"


RESULTS_OF = {
    "employment": (Result.JOB, Result.INTERVIEW, Result.COURSE, Result.REGISTERED),
    "taxes": (Result.APPLICATION, Result.FILED, Result.PAID, Result.DOCUMENT),
    "culture": (Result.VISIT,),
    "digital": (Result.SKILL,),
}


@dataclass(frozen=True, slots=True)
class Later:
    """Answers of the follow-up; what was not answered is empty."""

    used: bool | None = None
    result: str = ""
    needs_help: bool | None = None


class Span(StrEnum):
    """Which of a series an act is for."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"
