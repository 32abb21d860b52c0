"""The list of one kind: newest or nearest, around a place, with a count of what is hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.kit.languages import said
from ramo.network.models import Institution
from ramo.search.data import Distance, Place
from ramo.search.forms import DISTANCES
from ramo.search.models import IndexCard
from ramo.search.page import Link
from ramo.search.places import PlaceAnswer, look_up

from . import labels
from .data import ListingKind
from .models import MODELS, Listing
from .nearest import Nearest
from .pages import Entry, entries_of
from .places import settlements_within
from .writing import AREAS

PAGE_SIZE = 20
LONGEST_QUESTION = 80
NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address; what cannot be read is left out."""

    kind: ListingKind
    typed: str = ""
    answer: PlaceAnswer | None = None
    distance: Distance = Distance.KM_20
    district: str = ""
    office: str = ""  # key of an institution, whose offers alone are listed
    is_nearest: bool = False
    page: str = "1"

    @classmethod
    def of(cls, kind: ListingKind, parameters: QueryDict) -> "Asked":
        typed = " ".join(parameters.get("p", "").replace("\0", "").split())[:LONGEST_QUESTION]
        distance = parameters.get("d", "")
        answer = look_up(typed) if typed else None
        return cls(
            kind,
            typed,
            answer,
            Distance(distance) if distance in list(Distance) else Distance.KM_20,
            district=parameters.get("r", "")[:3],
            office=parameters.get("o", "").replace("\0", "")[:LONGEST_QUESTION],
            is_nearest=parameters.get("s") == NEAREST,
            page=parameters.get("page", "1"),
        )

    @property
    def place(self) -> Place | None:
        return self.answer.place if self.answer else None

    @property
    def as_search(self) -> str:
        """The same list in the words of the search page, for feeds and letters about what is new."""
        words = {"k": self.kind.value, "p": self.place.ekatte if self.place else "", "r": self.district}
        if self.place and self.distance != Distance.KM_20:
            words["d"] = self.distance.value
        return urlencode({name: value for name, value in words.items() if value})

    def address(self, **changes: Any) -> str:
        """The same question with some of it changed, from its first page unless another is given."""
        asked = replace(self, **({"page": "1"} | changes))
        words = {
            "p": asked.place.ekatte if asked.place else asked.typed,
            "d": asked.distance if asked.place and asked.distance != Distance.KM_20 else "",
            "r": asked.district,
            "o": asked.office,
            "s": NEAREST if asked.is_nearest else "",
            "page": asked.page if asked.page != "1" else "",
        }
        query = urlencode({name: value for name, value in words.items() if value})
        return reverse(f"listings:{self.kind}_list") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Door:
    """The way to the list of a kind, and how many hold today."""

    kind: ListingKind
    address: str
    count: int

    @property
    def label(self) -> labels.Words:
        return labels.LISTS[self.kind]

    @property
    def icon(self) -> str:
        return labels.ICONS[self.kind]


class FirstPages(Paginator):  # type: ignore[type-arg]
    """Nobody reads on for ever: past these pages one narrows the question, and the database is not made to count."""

    MOST = 50

    @property
    def num_pages(self) -> int:
        return min(ceil(max(1, self.count) / self.per_page), self.MOST)

    @property
    def is_cut(self) -> bool:
        return self.count > self.reached

    @property
    def reached(self) -> int:
        """How many stand on these pages."""
        return self.MOST * self.per_page


@dataclass(frozen=True, slots=True)
class Found:
    entries: list[Entry]
    page: "Page[Any]"
    expired: int


def found(asked: Asked) -> Found:
    """Confirmed ones stand before those that nobody checked, however they are sorted."""
    offers: Any = MODELS[asked.kind].objects.filter(_near(asked))  # type: ignore[attr-defined]
    page = FirstPages(_ordered(asked, offers.shown()), PAGE_SIZE).get_page(asked.page)
    numbers = list(page)  # only these rows are read whole, however deep the page lies
    whole = MODELS[asked.kind].objects.whole().in_bulk(numbers)  # type: ignore[attr-defined]
    rows: Sequence[Listing] = [whole[number] for number in numbers]
    return Found(entries_of(rows, asked.place), page, offers.expired().count())


def doors_of(area: str) -> list[Door]:
    """Of the kinds that are filed under an area, in one query; a kind of which nothing holds has its door too."""
    kinds = [kind for kind, own in AREAS.items() if own == area]
    if not kinds:
        return []
    cards = IndexCard.objects.live().filter(kind__in=kinds).order_by().values_list("kind")
    counts = dict(cards.annotate(Count("pk")).values_list("kind", "pk__count"))
    return [Door(kind, reverse(f"listings:{kind}_list"), counts.get(kind, 0)) for kind in kinds]


def distances(asked: Asked) -> list[Link]:
    return [
        Link(text, asked.address(distance=distance), is_current=distance == asked.distance)
        for distance, text in DISTANCES.items()
    ]


def sorts(asked: Asked) -> list[Link]:
    """Only around a place is there anything nearest."""
    if not asked.place:
        return []
    newest = Link(_("newest first"), asked.address(is_nearest=False), is_current=not asked.is_nearest)
    return [newest, Link(_("nearest first"), asked.address(is_nearest=True), is_current=asked.is_nearest)]


def offices(asked: Asked) -> list[Link]:
    """The labour offices that serve the place and have something of the kind, to list theirs alone; and all again."""
    if not asked.place:
        return []
    theirs = MODELS[asked.kind].objects.shown().exclude(institution=None).order_by()  # type: ignore[attr-defined]
    serving = Institution.objects.published().filter(territory__municipality__settlements=asked.place.ekatte)
    links = [
        Link(str(said(each, "name", get_language())), asked.address(office=each.pk), is_current=each.pk == asked.office)
        for each in serving.filter(pk__in=theirs.values("institution")).order_by("name_bg")
    ]
    return [Link(_("from everybody"), asked.address(office=""), is_current=not asked.office), *links] if links else []


def pages_of(asked: Asked, found: Found) -> list[Link]:
    if not found.page.has_other_pages():
        return []
    return [
        Link(str(number), asked.address(page=str(number)), is_current=number == found.page.number)
        for number in found.page.paginator.get_elided_page_range(found.page.number)
        if isinstance(number, int)
    ]


def _near(asked: Asked) -> Q:
    """Of this office, and within the distance of the place or valid in the whole country."""
    wanted, everywhere = Q(institution=asked.office) if asked.office else Q(), Q(districts=[])
    if asked.district:
        wanted &= everywhere | Q(districts__overlap=[asked.district])
    if asked.place and asked.distance == Distance.DISTRICT:
        wanted &= everywhere | Q(districts__overlap=[asked.place.district])
    elif asked.place and (km := asked.distance.kilometres):
        wanted &= everywhere | Q(places__overlap=settlements_within(asked.place, km))
    return wanted


def _ordered(asked: Asked, rows: Any) -> Any:
    """Keys alone."""
    if asked.place and asked.is_nearest:
        return Nearest(rows, asked.place)
    return rows.checked_first().values_list("pk", flat=True)
