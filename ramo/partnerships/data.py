"""What crosses the border of this room: terms, what is typed, and what is reckoned for a day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

RENEWAL_DAYS = (90, 60, 30)
ENDING = timedelta(days=RENEWAL_DAYS[0])


class Stage(StrEnum):
    """Where an agreement stands on a day; never stored."""

    DRAFT = "draft"
    COMING = "coming"  # signed, not begun
    IN_FORCE = "in_force"
    ENDING = "ending"  # in force, with 90 days or less to go
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Span:
    """Both days are part of it; an open one has no last day."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def within(self, other: "Span") -> "Span":
        lasts = [each.last for each in (self, other) if each.last is not None]
        return Span(max(self.first, other.first), min(lasts, default=None))


def stage_of(term: Span | None, today: date) -> Stage:
    """`term` is that in force today, with all its extensions; none before it is signed."""
    if term is None:
        return Stage.DRAFT
    if today < term.first:
        return Stage.COMING
    if term.last is None:
        return Stage.IN_FORCE
    if term.last < today:
        return Stage.ENDED
    return Stage.ENDING if term.last - today <= ENDING else Stage.IN_FORCE


@dataclass(frozen=True, slots=True)
class ContactRole:
    """A role and how an office is reached; a person's name only where the office itself wrote it."""

    role_bg: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class AgreementData:
    """What an agreement says beside its term. `district` and `municipality` are codes, empty where it has none."""

    level: str
    partner: str
    our_side_bg: str
    subject_bg: str
    covers: str
    submission: UUID
    subject_en: str = ""
    others: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    district: str = ""
    municipality: str = ""
    parent: int | None = None
    theirs: ContactRole = field(default_factory=ContactRole)
    ours: ContactRole = field(default_factory=ContactRole)
    note_bg: str = ""


@dataclass(frozen=True, slots=True)
class SigningData:
    """An agreement without a last day says how many days ahead a side gives notice."""

    number: str
    signed_on: date
    term: Span
    notice_days: int | None = None


@dataclass(frozen=True, slots=True)
class AnnexData:
    """With a last day it is an extension. `seen_until` is the last day that whoever writes it had before them."""

    signed_on: date
    what_bg: str
    submission: UUID
    valid_until: date | None = None
    seen_until: date | None = None


@dataclass(frozen=True, slots=True)
class DutyData:
    """`amount` is how many a period; `due_on` is for what is done once."""

    owes: str
    what_bg: str
    rhythm: str
    what_en: str = ""
    amount: int = 1
    due_on: date | None = None
    by_locals: bool = False


@dataclass(frozen=True, slots=True)
class DoneData:
    """Evidence: at least one of a text, an address and a number of more than one."""

    done_on: date
    submission: UUID
    amount: int = 1
    text: str = ""
    url: str = ""
    library: str = ""


@dataclass(frozen=True, slots=True)
class PaperData:
    """A file as it came; its name says nothing."""

    kind: str
    content: bytes
    title_bg: str = ""


@dataclass(frozen=True, slots=True)
class PaperText:
    """What a PDF gave. `is_whole`: all of its pages were read."""

    pages: int
    text: str
    is_whole: bool
