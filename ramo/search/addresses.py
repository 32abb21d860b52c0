"""A question as an address, the shortest one that asks it again."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from .data import Distance, SearchQuery, Sort


def address(query: SearchQuery, **changes: Any) -> str:
    """The address of the question with some of it changed; from its first page unless `page` is given."""
    return _address("search:search", query, changes)


def archive_address(query: SearchQuery, **changes: Any) -> str:
    """The address of what matches the same question and is past its date."""
    return _address("search:expired", query, changes)


def standing(query: SearchQuery) -> str:
    """What of the question stays the same tomorrow, as the query of an address: no page, no order, no days."""
    asked = replace(query, page=1, sort=Sort.RELEVANT, freshness=(), deadlines=())
    return urlencode({name: value for name, value in _parameters(asked).items() if value}, doseq=True)


def _address(name: str, query: SearchQuery, changes: dict[str, Any]) -> str:
    changed = replace(query, **({"page": 1} | changes))
    return f"{reverse(name)}?{urlencode(_parameters(changed), doseq=True)}"


def _parameters(query: SearchQuery) -> dict[str, Any]:
    place = query.place
    parameters = {
        "q": query.text,
        "exact": "1" if query.exact else "",
        "a": query.areas,
        "k": query.kinds,
        "r": query.districts,
        "g": query.occupations,
        "u": query.deadlines,
        "f": query.freshness,
        "p": place.ekatte if place else "",
        "d": query.distance if place and query.distance != Distance.KM_20 else "",
        "s": query.sort if query.sort != Sort.RELEVANT else "",
        "page": query.page if query.page > 1 else "",
    }
    return {name: value for name, value in parameters.items() if value or name == "q"}
