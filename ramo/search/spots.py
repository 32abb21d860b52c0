"""Straight lines over the globe: which settlements lie within reach, how far a card's nearest place is."""

from collections.abc import Iterable
from math import acos, cos, radians, sin

from django.db import connection

from .data import Place, SearchQuery
from .matching import EARTH_RADIUS_KM

_KM_A_DEGREE = 111.2
_SPARE = 1.02  # the box around the circle: rather a little wider

_WITHIN = """
SELECT array(
  SELECT ekatte FROM vocabularies_settlement
  WHERE lat BETWEEN %(lat)s - %(high)s AND %(lat)s + %(high)s AND lon BETWEEN %(lon)s - %(wide)s AND %(lon)s + %(wide)s
  AND %(radius)s * acos(greatest(-1.0, least(1.0, sin(radians(lat)) * sin(radians(%(lat)s))
    + cos(radians(lat)) * cos(radians(%(lat)s)) * cos(radians(lon - %(lon)s))))) <= %(km)s
)
"""

Point = tuple[float | None, float | None]


def within(query: SearchQuery) -> frozenset[str]:
    """All settlements within the kilometres asked; empty where no such distance narrows the question."""
    place, km = query.place, query.distance.kilometres
    if place is None or km is None:
        return frozenset()
    if place.lat is None or place.lon is None:
        return frozenset([place.ekatte])
    high = km / _KM_A_DEGREE * _SPARE
    wide = high / cos(radians(min(abs(place.lat) + high, 89.0)))
    facts = {"lat": place.lat, "lon": place.lon, "high": high, "wide": wide, "km": km, "radius": EARTH_RADIUS_KM}
    with connection.cursor() as cursor:
        cursor.execute(_WITHIN, facts)
        return frozenset([place.ekatte, *cursor.fetchone()[0]])


def distance_km(place: Place | None, points: Iterable[Point]) -> float | None:
    """To the nearest of the points; unknown where no point is."""
    if place is None:
        return None
    return min((km for point in points if (km := _km(place, *point)) is not None), default=None)


def _km(place: Place, lat: float | None, lon: float | None) -> float | None:
    if lat is None or lon is None or place.lat is None or place.lon is None:
        return None
    here, there = radians(place.lat), radians(lat)
    cosine = sin(here) * sin(there) + cos(here) * cos(there) * cos(radians(lon - place.lon))
    return acos(max(-1.0, min(1.0, cosine))) * EARTH_RADIUS_KM
