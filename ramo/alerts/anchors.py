"""Anchors: keys of which a card must bear one to match a search. They are a sieve: rather one card too many.

A search for words hangs on its rarest word, together with each piece of the map it is sought in; one for all of a
kind hangs on pieces of the map. `matching` gives each card the same marks.
"""

from collections.abc import Iterator
from itertools import product
from math import cos, floor, hypot, log, radians

from ramo.search.data import Distance, Place, SearchQuery
from ramo.search.reading import Sought

ANY = "*"
COUNTRY = "bg"  # the place of what is valid everywhere
WIDE = 1  # cells a degree, for words
FINE = {10: 16, 20: 8}  # cells a degree, by the kilometres of the circle: small circles take small cells
CELLS_A_DEGREE = 4
_KM_A_DEGREE = 111.2
_SPARE = 1.02
# A word that more cards hold than this share is a poorer sieve than a place.
_RARE = log(50)


def anchors(query: SearchQuery, words: tuple[Sought, ...]) -> set[str]:
    rarest = max(words, key=lambda word: word.weight, default=None)
    is_placed = query.is_near or bool(query.districts)
    if rarest and not is_placed:
        return set(rarest.keys)
    if rarest and rarest.weight >= _RARE:
        return {f"{key}|{piece}" for key, piece in product(rarest.keys, set(_pieces(query, wide=True)))}
    pieces = product(query.kinds or (ANY,), set(_pieces(query, wide=False)))
    return {f"@{kind}|{piece}" for kind, piece in pieces}


def cell(lat: float, lon: float, grain: int = CELLS_A_DEGREE) -> str:
    name = f"{floor(lat * grain)},{floor(lon * grain)}"
    return name if grain == CELLS_A_DEGREE else f"{grain}:{name}"


def _pieces(query: SearchQuery, *, wide: bool) -> Iterator[str]:
    """Marks of which a card within reach bears at least one."""
    if query.districts:
        yield from query.districts
    elif query.place is None or not query.is_near:
        yield ANY
    else:
        yield COUNTRY
        yield from _of_a_place(query.place, query.distance, wide=wide)


def _of_a_place(place: Place, distance: Distance, *, wide: bool) -> Iterator[str]:
    if distance == Distance.DISTRICT:
        yield place.district
        return
    if not wide:
        yield place.ekatte
    elif place.lat is None:
        yield place.district
    km = distance.kilometres or 0
    yield from _cells(place, km * _SPARE, WIDE if wide else FINE.get(km, CELLS_A_DEGREE))


def _cells(place: Place, km: float, grain: int) -> Iterator[str]:
    """The cells that the circle touches."""
    if place.lat is None or place.lon is None:
        return
    high = km / _KM_A_DEGREE
    narrow = cos(radians(min(abs(place.lat) + high, 89.0)))
    rows, columns = (
        range(floor((middle - half) * grain), floor((middle + half) * grain) + 1)
        for middle, half in ((place.lat, high), (place.lon, high / narrow))
    )
    for row, column in product(rows, columns):
        up, across = _away(place.lat, row, grain), _away(place.lon, column, grain) * narrow
        if hypot(up, across) <= high:
            yield cell((row + 0.5) / grain, (column + 0.5) / grain, grain)


def _away(point: float, index: int, grain: int) -> float:
    """Degrees from a point to the nearer edge of a row or column of cells; none within it."""
    return max(index / grain - point, point - (index + 1) / grain, 0.0)
