"""Which slips a question wants, as conditions of SQL; whatever was typed goes in as a parameter, by its name.

Written out: to compose hundreds of settlements and a dozen conditions would cost more than to ask them.
"""

from dataclasses import dataclass
from typing import Any

from . import matching
from .contract import Ask
from .data import Deadline, Distance, Freshness, Place, SearchQuery
from .deadlines import MONTH, WEEK, dated_kinds, spans_of

Parameters = dict[str, Any]

ALL = "true"
LIVE = "(valid_until IS NULL OR valid_until >= %(today)s)"
EXPIRED = "valid_until < %(today)s"
SPAN = f"""CASE
  WHEN valid_until IS NULL OR kind <> ALL (%(dated)s) THEN '{Deadline.OPEN}'
  WHEN valid_until < %(today)s THEN ''
  WHEN valid_until <= %(week)s THEN '{Deadline.WEEK}'
  WHEN valid_until <= %(month)s THEN '{Deadline.MONTH}'
  ELSE '{Deadline.LATER}' END"""
_HOLDING = "search_keys_of(card_id) @@ %(words)s::tsquery"
_NEAR = "(district = '' OR ekatte = ANY (%(near)s) OR more_places && %(near)s::varchar[])"
_NEAR_DISTRICT = "(district = '' OR district = %(within)s OR %(within)s = ANY (more_districts))"
_THERE = "(district = ANY (%(districts)s) OR more_districts && %(districts)s::varchar[])"
_KM = f"""{matching.EARTH_RADIUS_KM} * acos(greatest(-1.0, least(1.0,
  sin(radians(place.lat)) * sin(radians(%(lat)s))
  + cos(radians(place.lat)) * cos(radians(%(lat)s)) * cos(radians(place.lon - %(lon)s)))))"""
# To the nearest of all places of a slip; not known where no point is.
KM = f"""(SELECT min({_KM}) FROM unnest(lat || coalesce(more_lats, '{{}}'), lon || coalesce(more_lons, '{{}}'))
  AS place (lat, lon) WHERE place.lat IS NOT NULL AND place.lon IS NOT NULL)"""  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters that are on, each what a slip must be; by what a facet leaves out of account."""

    there: str
    wanted: str
    of_group: str
    due: str

    @property
    def all(self) -> str:
        return " AND ".join((self.there, self.wanted, self.of_group, self.due))


def found(ask: Ask) -> str:
    """What holds the words and lies within reach, whatever its date, before all filters."""
    return " AND ".join((_HOLDING if ask.words else ALL, _reach(ask.query)))


def chosen(query: SearchQuery) -> Chosen:
    return Chosen(
        there=_THERE if query.districts else ALL,
        wanted=" AND ".join(_wanted(query)),
        of_group="occupation_group = ANY (%(occupations)s)" if query.occupations else ALL,
        due=f"({SPAN}) = ANY (%(spans)s)" if query.deadlines else ALL,
    )


def parameters(ask: Ask) -> Parameters:
    query = ask.query
    return {
        "today": ask.today,
        "week": ask.today + WEEK,
        "month": ask.today + MONTH,
        "dated": dated_kinds(),
        "spans": sorted(spans_of(query.deadlines)),
        "words": matching.enough(ask.words, ask.needs) if ask.words else "",
        "near": sorted(ask.near),
        "districts": list(query.districts),
        "areas": list(query.areas),
        "kinds": list(query.kinds),
        "occupations": list(query.occupations),
        **_point(query.place),
    }


def _point(place: Place | None) -> Parameters:
    if place is None:
        return {}
    return {"within": place.district, "lat": place.lat, "lon": place.lon}


def _reach(query: SearchQuery) -> str:
    if not query.is_near:
        return ALL
    return _NEAR_DISTRICT if query.distance == Distance.DISTRICT else _NEAR


def _wanted(query: SearchQuery) -> list[str]:
    wanted = [ALL]
    if query.areas:
        wanted.append("area = ANY (%(areas)s)")
    if query.kinds:
        wanted.append("kind = ANY (%(kinds)s)")
    if len(set(query.freshness)) == 1:
        wanted.append(f"verified_on IS {'NOT ' if query.freshness[0] == Freshness.CHECKED else ''}NULL")
    return wanted
