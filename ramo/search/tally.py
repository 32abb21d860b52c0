"""Exact counts of what matches: the total and all facets, each as if its own filter were off."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .data import Facet, Facets, Freshness, SearchQuery
from .deadlines import SPANS


@dataclass(frozen=True, slots=True)
class Cell:
    """How many live cards within reach share these properties, under the filters of other properties."""

    area: str
    kind: str
    is_checked: bool
    count: int

    @property
    def freshness(self) -> str:
        return Freshness.CHECKED if self.is_checked else Freshness.UNCHECKED


@dataclass(frozen=True, slots=True)
class Counts:
    """What an engine counts; each property under all filters but its own, `expired` under all.

    A card of several districts counts once in each of them; `deadlines` are disjoint spans of days.
    """

    cells: Sequence[Cell]
    districts: Mapping[str, int] = field(default_factory=dict)
    occupations: Mapping[str, int] = field(default_factory=dict)
    deadlines: Mapping[str, int] = field(default_factory=dict)
    expired: int = 0


Property = Callable[[Cell], str]


class Tally:
    def __init__(self, query: SearchQuery, counts: Counts) -> None:
        self.expired = counts.expired
        self._query = query
        self._counts = counts
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
        return Facets(
            areas=areas,
            kinds=kinds,
            districts=_facet(self._counts.districts, self._query.districts),
            freshness=freshness,
            occupations=_facet(self._counts.occupations, self._query.occupations),
            deadlines=_facet(self._deadlines(), self._query.deadlines),
        )

    def _facet(self, index: int) -> tuple[Facet, ...]:
        of, chosen = self._filters[index]
        counts: Counter[str] = Counter()
        for cell in self._filtered(but=index):
            counts[of(cell)] += cell.count
        return _facet(counts, chosen)

    def _deadlines(self) -> dict[str, int]:
        """What ends within a week ends within a month too."""
        of = self._counts.deadlines
        return {each: sum(of.get(span, 0) for span in spans) for each, spans in SPANS.items()}

    def _filtered(self, *, but: int | None = None) -> list[Cell]:
        filters = [each for index, each in enumerate(self._filters) if each[1] and index != but]
        return [cell for cell in self._counts.cells if all(of(cell) in chosen for of, chosen in filters)]


def _facet(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[Facet, ...]:
    """A chosen value stays visible with a count of 0."""
    shown = dict.fromkeys(chosen, 0) | {value: count for value, count in counts.items() if value and count}
    found = (Facet(value, count, value in chosen) for value, count in shown.items())
    return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))
