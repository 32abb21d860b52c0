"""What normalising is told by its source, and what it asks a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ramo.harvest.data import RawRecord, RecordKind


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a whole source and need not stand in each record."""

    kind: RecordKind | None = None  # overrides the reader's hint
    area: str = ""
    topics: tuple[str, ...] = ()
    institution: str = ""
    source_label: str = ""
    source_url: str = ""
    language: str = ""
    country: str = "BG"
    labour_office: str = ""
    labour_office_phone: str = ""
    phone: str = ""
    districts: tuple[str, ...] = ()  # codes; a name borne twice means the one here, if only one is here
    municipalities: tuple[str, ...] = ()  # codes, likewise
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what a person chose: written → EKATTE
    fields: Mapping[str, str] = field(default_factory=dict)  # field → value where the record is silent


@dataclass(frozen=True, slots=True)
class Candidate:
    ekatte: str
    label: str  # „с. Абланица, общ. Ловеч, обл. Ловеч“


@dataclass(frozen=True, slots=True)
class Unclear:
    """A person must choose; `text` is what was written, the key under which the choice is remembered."""

    record: RawRecord
    field: str
    text: str
    candidates: tuple[Candidate, ...]
