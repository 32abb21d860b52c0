"""Offers by their distance from a place: settlements are taken ring by ring until there are enough offers."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from math import inf
from typing import Any

from django.db.models import QuerySet

from .places import Spot, distances_from

RING = 100  # settlements; an index answers for so many, where more would be sought through all offers
FEW = 2000  # so many offers are sorted at once


class Nearest:
    """What a paginator cuts: confirmed ones before those that nobody checked, of each the nearest first.

    What lies nowhere comes last. A page costs the rings around the place, however many offers there are elsewhere.
    """

    def __init__(self, offers: QuerySet[Any], here: Spot) -> None:
        self._offers, self._here = offers.order_by(), here

    def count(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return self._offers.count()

    @cached_property
    def _far(self) -> dict[str, float]:
        return distances_from(self._here)

    def __getitem__(self, wanted: slice) -> list[int]:
        return self._first(wanted.stop)[wanted]

    def _first(self, most: int) -> list[int]:
        found: list[int] = []
        for is_unchecked in (False, True):
            if (missing := most - len(found)) > 0:
                found += self._nearest_of(self._offers.filter(verified_on__isnull=is_unchecked), missing)
        return found

    def _nearest_of(self, offers: QuerySet[Any], most: int) -> list[int]:
        found: dict[int, float] = {}
        for some in self._by_rings(offers) if self._count > FEW else (offers,):
            for pk, places in some.values_list("pk", "places"):
                found[pk] = min((self._far.get(place, inf) for place in places), default=inf)
            if len(found) >= most:
                break
        else:
            elsewhere = offers.exclude(pk__in=found).order_by("-pk").values_list("pk", flat=True)
            found |= dict.fromkeys(elsewhere[: most - len(found)], inf)
        return sorted(found, key=lambda pk: (found[pk], -pk))[:most]

    def _by_rings(self, offers: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
        return (offers.filter(places__overlap=ring) for ring in _rings(self._far))


def _rings(far: Mapping[str, float]) -> Iterator[list[str]]:
    """Settlements from the nearest to the farthest."""
    remaining = iter(sorted(far, key=far.__getitem__))
    while ring := list(islice(remaining, RING)):
        yield ring
