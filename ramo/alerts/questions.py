"""A question of the search page becomes a saved search, and back; both mean the same."""

from collections.abc import Iterator
from itertools import product
from math import cos, floor, log, radians

from ramo.search import engine
from ramo.search.data import Distance, Place, SearchQuery
from ramo.search.matching import all_of
from ramo.search.places import look_up
from ramo.search.reading import Sought

from .errors import NothingAsked
from .models import Anchor, SavedSearch

ANY = "*"
COUNTRY = "bg"  # the place of what is valid everywhere
CELLS_A_DEGREE = 4
_KM_A_DEGREE = 111.2
_SPARE = 1.02  # cells are a sieve: rather one too many
# A word that more cards hold than this share is a poorer sieve than a place.
_RARE = log(50)


def of(query: SearchQuery) -> tuple[SavedSearch, list[Anchor]]:
    """Not saved yet. Order, page and „checked“ fall away: only what is checked is told of."""
    words = engine.strictly(query).words
    if not (words or query.areas or query.kinds or query.districts or query.is_near):
        raise NothingAsked
    near = query.place if query.is_near else None
    saved = SavedSearch(
        text=query.text,
        exact=query.exact,
        areas=list(query.areas),
        kinds=list(query.kinds),
        districts=list(query.districts),
        ekatte=near.ekatte if near else "",
        distance=query.distance if near else "",
        words=all_of(words) if words else None,
        within_district=near.district if near and query.distance == Distance.DISTRICT else "",
        within_km=query.distance.kilometres if near else None,
        lat=near.lat if near else None,
        lon=near.lon if near else None,
    )
    return saved, [Anchor(search=saved, key=key) for key in sorted(_anchors(query, words))]


def query_of(saved: SavedSearch) -> SearchQuery:
    place = look_up(saved.ekatte).place if saved.ekatte else None
    return SearchQuery(
        text=saved.text,
        exact=saved.exact,
        areas=tuple(saved.areas),
        kinds=tuple(saved.kinds),
        districts=tuple(saved.districts),
        place=place,
        distance=Distance(saved.distance) if saved.distance else Distance.KM_20,
    )


def cell(lat: float, lon: float) -> str:
    return f"{floor(lat * CELLS_A_DEGREE)},{floor(lon * CELLS_A_DEGREE)}"


def _anchors(query: SearchQuery, words: tuple[Sought, ...]) -> set[str]:
    """Of the rarest word any key; of a place any piece of it, for each kind that is sought."""
    rarest = max(words, key=lambda word: word.weight, default=None)
    if rarest and (rarest.weight >= _RARE or not (query.is_near or query.districts)):
        return set(rarest.keys)
    pieces = product(query.kinds or (ANY,), set(_pieces(query)))
    return {f"@{kind}|{piece}" for kind, piece in pieces}


def _pieces(query: SearchQuery) -> Iterator[str]:
    """Marks of which a card within reach bears at least one."""
    if query.districts:
        yield from query.districts
    elif query.place is None or not query.is_near:
        yield ANY
    else:
        yield COUNTRY
        if query.distance == Distance.DISTRICT:
            yield query.place.district
        else:
            yield query.place.ekatte
            yield from _cells(query.place, float(query.distance.kilometres or 0) * _SPARE)


def _cells(place: Place, km: float) -> Iterator[str]:
    """The cells that the circle touches."""
    if place.lat is None or place.lon is None:
        return
    high = km / _KM_A_DEGREE
    wide = high / cos(radians(min(abs(place.lat) + high, 89.0)))
    rows, columns = (
        range(floor((middle - half) * CELLS_A_DEGREE), floor((middle + half) * CELLS_A_DEGREE) + 1)
        for middle, half in ((place.lat, high), (place.lon, wide))
    )
    yield from (f"{row},{column}" for row, column in product(rows, columns))
