"""A question of the search page becomes a saved search, and back; both mean the same."""

from ramo.kit.bulgarian import ANALYSER_VERSION
from ramo.search import engine
from ramo.search.data import Distance, SearchQuery
from ramo.search.matching import all_of
from ramo.search.places import look_up

from .anchors import anchors
from .errors import NothingAsked
from .models import Anchor, SavedSearch


def of(query: SearchQuery) -> tuple[SavedSearch, list[Anchor]]:
    """Not saved yet. Order, page, days and „checked“ fall away: only what is checked is told of."""
    words = engine.strictly(query).words
    if not (words or query.areas or query.kinds or query.districts or query.occupations or query.is_near):
        raise NothingAsked
    near = query.place if query.is_near else None
    saved = SavedSearch(
        text=query.text,
        exact=query.exact,
        areas=list(query.areas),
        kinds=list(query.kinds),
        districts=list(query.districts),
        occupations=list(query.occupations),
        ekatte=near.ekatte if near else "",
        distance=query.distance if near else "",
        words=all_of(words) if words else None,
        within_district=near.district if near and query.distance == Distance.DISTRICT else "",
        within_km=query.distance.kilometres if near else None,
        lat=near.lat if near else None,
        lon=near.lon if near else None,
        analyser=ANALYSER_VERSION,
    )
    return saved, [Anchor(search=saved, key=key) for key in sorted(anchors(query, words))]


def query_of(saved: SavedSearch) -> SearchQuery:
    place = look_up(saved.ekatte).place if saved.ekatte else None
    return SearchQuery(
        text=saved.text,
        exact=saved.exact,
        areas=tuple(saved.areas),
        kinds=tuple(saved.kinds),
        districts=tuple(saved.districts),
        occupations=tuple(saved.occupations),
        place=place,
        distance=Distance(saved.distance) if saved.distance else Distance.KM_20,
    )
