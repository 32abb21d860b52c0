"""What crosses the border of this room: shipped pages, and a corner as its page shows it."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]
PAGE, CONCEPT = "page", "concept"


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture small enough for a page, with its size."""

    address: str
    width: int
    height: int
    alt_bg: str
    alt_en: str


@dataclass(frozen=True, slots=True)
class Corner:
    """A library's own words; `{% said corner "text" %}` prints them in the reader's language."""

    text_bg: str
    text_en: str
    pictures: tuple[ShownPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class ShippedHome:
    """Fields of the shapes that ship are named as the columns are."""

    key: str
    title: str
    title_en: str
    lead_bg: str
    lead_en: str
    hint_bg: str
    hint_en: str


@dataclass(frozen=True, slots=True)
class ShippedArea:
    key: str
    title: str
    title_en: str
    lead_bg: str
    lead_en: str


@dataclass(frozen=True, slots=True)
class ShippedConcept:
    """`body_bg`: blocks without their numbers, as `{"type": …, "value": …}`."""

    key: str
    title: str
    area_id: str
    summary_bg: str
    keywords: list[str] = field(default_factory=list)
    body_bg: list[Block] = field(default_factory=list)
