"""Reads of the finder: libraries by name, by district, and nearest to a place."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext

from ramo.kit.bulgarian import latin
from ramo.kit.bulgarian.fold import fold
from ramo.kit.languages import said
from ramo.search import matching
from ramo.search.data import Distance, Place
from ramo.search.models import IndexCard
from ramo.vocabularies.models import District, Municipality, Settlement

from . import maps
from .hours import with_hours
from .models import Library, LibraryQuerySet

NEAREST = 20
PAGE_SIZE = 20
BEYOND = 4
# The least counts of the second to the fifth shade of a map.
BY_DISTRICT = (60, 100, 150, 200)
BY_MUNICIPALITY = (5, 10, 20, 30)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Near:
    """A library and the straight line to it in whole kilometres; 0 is the place itself."""

    library: Library
    km: int


@dataclass(frozen=True, slots=True)
class Around:
    """Libraries within a distance, nearest first; where there are none, `is_beyond`: the nearest few farther off."""

    distance: Distance
    page: "Page[tuple[str, float]]"
    near: list[Near]
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many libraries a district or a municipality has."""

    area: District | Municipality
    count: int

    @property
    def link(self) -> str:
        return "?" + urlencode({"o": self.area.pk})

    @property
    def label(self) -> str:
        name = said(self.area, "name", get_language())
        return ngettext("%(name)s, %(count)d library", "%(name)s, %(count)d libraries", self.count) % {
            "name": name,
            "count": self.count,
        }


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
    found = _measured(place).exclude(key=without)
    if among is not None:
        found = found.filter(key__in=among)
    return _with_libraries(list(found.values_list("key", "km")[:limit]))


def around(place: Place, distance: Distance, page_number: str | None = None) -> Around:
    """By pages; a library without a point is in no distance of anything, not even in its district."""
    found = _measured(place)
    if distance == Distance.DISTRICT:
        within = found.filter(district=place.district)
    else:
        within = found.filter(km__lte=distance.kilometres)
    page = Paginator(list(within.values_list("key", "km")), PAGE_SIZE).get_page(page_number)
    if not page.paginator.count:
        return Around(distance, page, nearest(place, limit=BEYOND), is_beyond=True)
    return Around(distance, page, _with_libraries(list(page)), is_beyond=False)


def _measured(place: Place) -> "QuerySet[Any]":
    cards = IndexCard.objects.live().filter(kind="library").annotate(km=matching.distance_km(place))
    return cards.filter(km__isnull=False).order_by("km", "title_bg", "key")


def _with_libraries(distances: list[tuple[str, float]]) -> list[Near]:
    libraries = listed().in_bulk([number for number, _ in distances])
    return [Near(libraries[number], round(km)) for number, km in distances if number in libraries]


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


def count_by_district(libraries: LibraryQuerySet) -> list[AreaCount]:
    """Districts that have any, by name."""
    return _counted(District.objects.all(), libraries, "district")


def count_by_municipality(district: District) -> list[AreaCount]:
    """Municipalities of a district that have any active library, by name."""
    areas = Municipality.objects.filter(district=district).order_by("name_bg")
    return _counted(areas, Library.objects.active().filter(district=district), "municipality")


def _counted(areas: "QuerySet[Any]", libraries: LibraryQuerySet, column: str) -> list[AreaCount]:
    counts = dict(libraries.order_by().values_list(column).annotate(Count("pk")))
    return [AreaCount(area, counts[area.pk]) for area in areas if area.pk in counts]


def painted(outlines: maps.Outlines, counts: list[AreaCount], lows: tuple[int, int, int, int]) -> list[maps.Painted]:
    """The areas of a map with their counts; those without any library stay without a shade and a link."""
    by_code = {each.area.pk: each for each in counts}
    return [_painted(shape, by_code.get(code), lows) for code, shape in outlines.shapes.items()]


def _painted(shape: maps.Shape, count: AreaCount | None, lows: tuple[int, int, int, int]) -> maps.Painted:
    if count is None:
        return maps.Painted(shape, 0, "", "")
    return maps.Painted(shape, maps.step(count.count, lows), str(count.count), count.label, count.link)
