"""What crosses the border of this room: cards that come in, questions and results that go out."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from math import ceil
from typing import TypedDict

from ramo.design.data import TrustLine

PAGE_SIZE = 20
MAX_QUESTION_LENGTH = 200


class SaidText(TypedDict):
    bg: str
    en: str


class SaidLines(TypedDict):
    bg: list[str]
    en: list[str]


class SheetPhone(TypedDict):
    label: SaidText
    number: str


class SheetSource(TypedDict):
    label: str
    url: str


class Sheet(TypedDict):
    """What a hand-out prints of a thing, frozen on its card; an empty `en` is not translated yet."""

    title: SaidText
    steps: SaidLines
    papers: SaidLines
    phones: list[SheetPhone]
    notice: SaidText | None
    cost: SaidText | None
    refer: SaidText | None
    sources: list[SheetSource]


class CardDates(TypedDict):
    """The columns of a card that say how far it can be trusted, and whether and until when it is shown."""

    valid_until: date | None
    verified_on: date | None
    verified_as: str
    source_label: str
    source_url: str
    requires_verification: bool
    public: bool
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A findable thing, as its own room describes it; filed again under the same kind and key it is replaced.

    `link` is the address without language. `keywords` are further words people use for it, beside the
    labels and synonyms of its topics, which are looked up here, as are place name and point of `ekatte`.
    `more_places`: EKATTE of further places where it is found too, the nearest one counts; it stays one card.
    `occupation_group`: the unit group of ISCO-08 of what it is about, four digits.
    A thing without `ekatte` and `district` is valid in the whole country.
    """

    kind: str
    key: str
    link: str
    title_bg: str
    title_en: str = ""
    text_bg: str = ""
    text_en: str = ""
    area: str = ""
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    library_number: str = ""
    ekatte: str = ""
    district: str = ""
    more_places: tuple[str, ...] = ()
    occupation_group: str = ""
    valid_until: date | None = None
    verified_on: date | None = None
    verified_as: str = ""
    source_label: str = ""
    source_url: str = ""
    requires_verification: bool = False
    recommended: bool = True
    public: bool = True
    is_demo: bool = False
    sheet: Sheet | None = None


class Freshness(StrEnum):
    CHECKED = "checked"
    UNCHECKED = "unchecked"


class Deadline(StrEnum):
    """How long one may still act; `OPEN` has no last day. A week is within a month too."""

    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    OPEN = "open"


class Distance(StrEnum):
    KM_10 = "10"
    KM_20 = "20"
    KM_50 = "50"
    DISTRICT = "district"
    COUNTRY = "country"

    @property
    def kilometres(self) -> int | None:
        return int(self) if self.isdigit() else None


class Sort(StrEnum):
    RELEVANT = "relevant"
    NEAREST = "nearest"
    NEWEST = "newest"
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement to search around; the point is in degrees, unknown for a few."""

    ekatte: str
    name_bg: str
    name_en: str
    district: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What was asked; `exact` leaves the words as they were typed and wants all of them."""

    text: str = ""
    exact: bool = False
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    freshness: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    place: Place | None = None
    distance: Distance = Distance.KM_20
    sort: Sort = Sort.RELEVANT
    page: int = 1

    @property
    def is_near(self) -> bool:
        """Whether the place narrows the results."""
        return self.place is not None and self.distance != Distance.COUNTRY

    @property
    def is_filtered(self) -> bool:
        return self != self.unfiltered

    @property
    def unfiltered(self) -> "SearchQuery":
        return replace(self, areas=(), kinds=(), districts=(), freshness=(), occupations=(), deadlines=())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was understood; whatever we changed is said to whoever asked."""

    typed: str = ""
    shown: str = ""  # the same, with the words that were meant otherwise mended
    also: tuple[str, ...] = ()  # words looked for besides: twins in Cyrillic, words of like meaning
    missing: tuple[str, ...] = ()  # words that nothing filed holds
    is_relaxed: bool = False  # nothing holds all the words together; the closest are shown
    keys: tuple[str, ...] = ()  # what was looked for, as the index writes it

    @property
    def is_changed(self) -> bool:
        return self.typed != self.shown


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of results by each property, as if that property were not filtered."""

    areas: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    districts: tuple[Facet, ...] = ()
    freshness: tuple[Facet, ...] = ()
    occupations: tuple[Facet, ...] = ()
    deadlines: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many results other limits would leave."""

    within_50_km: int = 0
    in_district: int = 0
    in_country: int = 0
    without_filters: int = 0
    anywhere: int = 0  # in the country, without filters


@dataclass(frozen=True, slots=True)
class Hit:
    """One result as a page or a feed shows it."""

    kind: str
    key: str
    area: str
    link: str
    title_bg: str
    title_en: str
    excerpt_bg: str
    excerpt_en: str
    place_bg: str
    place_en: str
    more_places: int  # beside the one that is named
    distance_km: float | None  # to the nearest of them
    trust: TrustLine
    is_recommended: bool
    is_printable: bool  # has a sheet for a hand-out
    is_demo: bool


@dataclass(frozen=True, slots=True)
class News:
    """A result with the moment when it first could be found."""

    hit: Hit
    since: datetime


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits with exact totals; `expired` counts what was hidden because its date has passed."""

    query: SearchQuery
    reading: Reading
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Facets = field(default_factory=Facets)
    expired: int = 0
    elsewhere: Elsewhere = field(default_factory=Elsewhere)

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / PAGE_SIZE))
