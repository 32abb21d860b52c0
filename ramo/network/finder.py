"""Reads of the finder: libraries by name, by district, and nearest to a place."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language, ngettext

from ramo.kit.bulgarian import latin
from ramo.kit.bulgarian.fold import fold
from ramo.kit.languages import said
from ramo.search import matching
from ramo.search.data import Place
from ramo.search.models import IndexCard
from ramo.vocabularies.models import District, Settlement

from .district_map import district_map
from .hours import with_hours
from .models import Library, LibraryQuerySet

NEAREST = 20
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Near:
    """A library and the straight line to it in whole kilometres; 0 is the place itself."""

    library: Library
    km: int


@dataclass(frozen=True, slots=True)
class DistrictCount:
    district: District
    count: int

    @property
    def label(self) -> str:
        name = said(self.district, "name", get_language())
        return ngettext("%(name)s, %(count)d library", "%(name)s, %(count)d libraries", self.count) % {
            "name": name,
            "count": self.count,
        }

    @property
    def outline(self) -> str:
        """Of the district on the map; empty where the map does not have it."""
        return district_map().outlines.get(self.district.pk, "")


def place_of(settlement: Settlement) -> Place:
    return Place(
        ekatte=settlement.pk,
        name_bg=settlement.name_bg,
        name_en=settlement.name_en,
        district=settlement.municipality.district_id,
        lat=settlement.lat,
        lon=settlement.lon,
    )


def nearest(
    place: Place, *, limit: int = NEAREST, without: str = "", among: "QuerySet[Any, Any] | None" = None
) -> list[Near]:
    """Reads cards, as everything "near" does; libraries without a point on the map are left out.

    `among` narrows to the libraries whose numbers it yields.
    """
    cards = IndexCard.objects.live().filter(kind="library").exclude(key=without)
    if among is not None:
        cards = cards.filter(key__in=among)
    measured = cards.annotate(km=matching.distance_km(place)).filter(km__isnull=False).order_by("km", "title_bg", "key")
    distances = dict(measured.values_list("key", "km")[:limit])
    libraries = listed().in_bulk(list(distances))
    return [Near(libraries[number], round(km)) for number, km in distances.items() if number in libraries]


def listed() -> LibraryQuerySet:
    """Active libraries with what a list shows of them, their hours included."""
    return with_hours(Library.objects.active().select_related("settlement", "municipality", "district"))


def in_order(libraries: LibraryQuerySet) -> LibraryQuerySet:
    """As in a telephone book: by municipality, place and name; those not on the map by what the register writes."""
    return libraries.order_by("municipality__name_bg", "settlement__name_bg", "place_bg", "name_bg", "number")


def named(typed: str) -> LibraryQuerySet:
    """Active libraries that bear all the typed words in their name; Latin typing is read as Bulgarian too."""
    words = _WORDS.findall(fold(typed))
    if not words:
        return listed().none()
    wanted = Q()
    for word in words:
        wanted &= _bears(word)
    return listed().filter(wanted)


def _bears(word: str) -> Q:
    plain = Q(name_bg__icontains=word) | Q(name_en__icontains=word)
    readings = latin.candidates(word)
    return plain | Q(name_bg__iregex="|".join(map(re.escape, readings))) if readings else plain


def count_by_district(libraries: LibraryQuerySet) -> list[DistrictCount]:
    """Districts that have any, by name."""
    counts = dict(libraries.order_by().values_list("district").annotate(Count("pk")))
    return [
        DistrictCount(district, counts[district.pk]) for district in District.objects.all() if district.pk in counts
    ]
