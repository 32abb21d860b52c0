"""Exact counts of what matches: the total and all facets, each as if its own filter were off."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .data import Facet, Facets, Freshness, SearchQuery


@dataclass(frozen=True, slots=True)
class Cell:
    """How many live cards within reach and in the chosen districts share these properties."""

    area: str
    kind: str
    is_checked: bool
    count: int

    @property
    def freshness(self) -> str:
        return Freshness.CHECKED if self.is_checked else Freshness.UNCHECKED


Property = Callable[[Cell], str]


class Tally:
    """`districts` counts under all other filters; a card of several districts counts once in each of them."""

    def __init__(
        self, query: SearchQuery, *, cells: Sequence[Cell], districts: Mapping[str, int], expired: int
    ) -> None:
        self.expired = expired
        self._cells = cells
        self._districts = districts
        self._chosen_districts = query.districts
        self._filters: list[tuple[Property, tuple[str, ...]]] = [
            (lambda cell: cell.area, query.areas),
            (lambda cell: cell.kind, query.kinds),
            (lambda cell: cell.freshness, query.freshness),
        ]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self._filtered())

    def facets(self) -> Facets:
        areas, kinds, freshness = (self._facet(index) for index in range(len(self._filters)))
        return Facets(areas, kinds, _facet(self._districts, self._chosen_districts), freshness)

    def _facet(self, index: int) -> tuple[Facet, ...]:
        of, chosen = self._filters[index]
        counts: Counter[str] = Counter()
        for cell in self._filtered(but=index):
            counts[of(cell)] += cell.count
        return _facet(counts, chosen)

    def _filtered(self, *, but: int | None = None) -> list[Cell]:
        filters = [each for index, each in enumerate(self._filters) if each[1] and index != but]
        return [cell for cell in self._cells if all(of(cell) in chosen for of, chosen in filters)]


def _facet(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[Facet, ...]:
    """A chosen value stays visible with a count of 0."""
    shown = dict.fromkeys(chosen, 0) | {value: count for value, count in counts.items() if value and count}
    found = (Facet(value, count, value in chosen) for value, count in shown.items())
    return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))
