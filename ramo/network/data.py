"""Rows and facts that cross the border of this room; fields of rows are named as the columns are."""

from dataclasses import dataclass


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
