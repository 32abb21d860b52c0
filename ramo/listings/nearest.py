"""Offers by their distance from a place: settlements are taken ring by ring until there are enough offers."""

from collections.abc import Iterator, Mapping
from itertools import islice
from math import inf
from typing import Any

from django.db.models import QuerySet

from .places import Spot, distances_from

FIRST_RING, WIDER = 100, 4  # settlements; each ring holds so many times more than the one before


class Nearest:
    """What a paginator cuts: confirmed ones before those that nobody checked, of each the nearest first.

    What lies nowhere comes last. A page costs the rings around the place, however many offers there are elsewhere.
    """

    def __init__(self, offers: QuerySet[Any], here: Spot) -> None:
        self._offers, self._here = offers.order_by(), here

    def count(self) -> int:
        return self._offers.count()

    def __getitem__(self, wanted: slice) -> list[int]:
        return self._first(wanted.stop)[wanted]

    def _first(self, most: int) -> list[int]:
        found: list[int] = []
        for is_unchecked in (False, True):
            if (missing := most - len(found)) > 0:
                found += self._nearest_of(self._offers.filter(verified_on__isnull=is_unchecked), missing)
        return found

    def _nearest_of(self, offers: QuerySet[Any], most: int) -> list[int]:
        far = distances_from(self._here)
        found: dict[int, float] = {}
        for ring in _rings(far):
            for pk, places in offers.filter(places__overlap=ring).values_list("pk", "places"):
                found[pk] = min(far.get(place, inf) for place in places)
            if len(found) >= most:
                break
        else:
            elsewhere = offers.exclude(pk__in=found).order_by("-pk").values_list("pk", flat=True)
            found |= dict.fromkeys(elsewhere[: most - len(found)], inf)
        return sorted(found, key=lambda pk: (found[pk], -pk))[:most]


def _rings(far: Mapping[str, float]) -> Iterator[list[str]]:
    """Settlements from the nearest to the farthest."""
    remaining, width = iter(sorted(far, key=far.__getitem__)), FIRST_RING
    while ring := list(islice(remaining, width)):
        yield ring
        width *= WIDER
