"""Rows and facts that cross the border of this room; fields of rows are named as the columns are."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class InstitutionData:
    key: str
    name_bg: str
    name_en: str
    abbreviation_bg: str
    level: str
    district_id: str | None
    parent_id: str | None
    website: str
    note_bg: str


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A library as the register knows it; `settlement_id` is empty where the place is not certain."""

    number: str
    status: str
    name_bg: str
    district_id: str
    municipality_id: str | None
    settlement_id: str | None
    place_bg: str
    address_bg: str
    source_label: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Contacts:
    phone: str
    email: str
    address_bg: str


@dataclass(frozen=True, slots=True)
class InstitutionContacts:
    """What people need to reach an institution, and where the network asks it; named as the columns are."""

    website: str
    phone: str
    address_bg: str
    hours_bg: str
    contact_email: str


@dataclass(frozen=True, slots=True)
class NewLibrary:
    """A library that stands in no register."""

    kind: str
    name_bg: str
    name_en: str
    settlement_id: str
    contacts: Contacts
    joins: bool


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A role, and where: the one of the three that the role asks for."""

    role: str
    library_id: str | None = None
    district_id: str | None = None
    institution_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """`name` is seen by colleagues only; `language` is that of the letters."""

    email: str
    name: str = ""
    language: str = "bg"


@dataclass(frozen=True, slots=True)
class Span:
    """Open from and to, by the clock on the wall."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{clock_time(self.opens)}–{clock_time(self.closes)}"

    def overlaps(self, other: "Span") -> bool:
        return self.opens < other.closes and other.opens < self.closes


def clock_time(value: time) -> str:
    """As people write it: 9:00."""
    return f"{value.hour}:{value.minute:02}"


Week = tuple[tuple[Span, ...], ...]  # of seven days, Monday first; an empty day is closed


@dataclass(frozen=True, slots=True)
class HoursChange:
    """Days that differ from the week: closed without spans; `reason` is written for readers."""

    starts_on: date
    ends_on: date
    spans: tuple[Span, ...] = ()
    reason: str = ""

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Opening:
    """One day of a library; no spans means closed, `reason` says why it differs from the week."""

    on: date
    spans: tuple[Span, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """What one finds on the spot; None where nobody has said it. Fields are named as the columns are."""

    is_step_free: bool | None
    has_quiet_place: bool | None
    has_printer: bool | None
    has_wifi: bool | None
    computers: int | None
    bus_bg: str


@dataclass(frozen=True, slots=True)
class NewNotice:
    text_bg: str
    starts_on: date
    ends_on: date
