"""What crosses the border of this room: an edition as the office writes it, a card as somebody answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

GRACE = timedelta(days=7)  # for what was due before a library joined
CORE = ("learned", "confident", "will_use", "aware")


class Who(StrEnum):
    """Whose a task is; all but the network's are seen by the library where they happen."""

    NETWORK = "network"
    LIBRARY = "library"
    PARTNER = "partner"
    SCHOOL = "school"


class Ask(StrEnum):
    """What a task asks of the partner: nothing, somebody who speaks, or hours in the library."""

    NOTHING = ""
    TALK = "talk"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Target:
    """What a district sets itself; empty: nothing."""

    libraries: int | None = None
    sessions: int | None = None
    attendances: int | None = None
    desk_acts: int | None = None
    cards: int | None = None


@dataclass(frozen=True, slots=True)
class EditionData:
    """`districts` empty: the whole country. `due`: days of tasks by code, where they differ from the kit's."""

    kit: str
    anchor_on: date
    partner: str = ""
    agreement: int | None = None
    districts: tuple[str, ...] = ()
    topic: str = ""
    note: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    due: Mapping[str, date] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """Of an exit card: from 1 to 5, and the number of a choice by the key of its question."""

    learned: int | None = None
    confident: int | None = None
    will_use: int | None = None
    aware: int | None = None
    extra: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MaterialData:
    """A new version as its owner writes it."""

    title: str
    lines: tuple[str, ...]
    source_url: str = ""
    valid_until: date | None = None
