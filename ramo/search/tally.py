"""Counts of everything that matches, by every property at once: one query, all facets and totals."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from .data import Elsewhere, Facet, Facets, Freshness, Place, SearchQuery


@dataclass(frozen=True, slots=True)
class Cell:
    """How many matching cards share these properties."""

    area: str
    kind: str
    districts: tuple[str, ...]  # the main one first, empty where it is valid in the whole country
    is_checked: bool
    is_expired: bool
    is_near: bool
    coverage: float
    count: int

    @property
    def freshness(self) -> str:
        return Freshness.CHECKED if self.is_checked else Freshness.UNCHECKED


Property = Callable[[Cell], Collection[str]]


class Tally:
    """Sums of cells under the filters of a question, exact at any size."""

    def __init__(self, cells: Iterable[Cell], query: SearchQuery) -> None:
        self.cells = [cell for cell in cells if cell.count]
        self._filters: list[tuple[Property, tuple[str, ...]]] = [
            (lambda cell: (cell.area,), query.areas),
            (lambda cell: (cell.kind,), query.kinds),
            (lambda cell: cell.districts, query.districts),
            (lambda cell: (cell.freshness,), query.freshness),
        ]
        self._query = query

    @property
    def has_live(self) -> bool:
        return any(not cell.is_expired for cell in self.cells)

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self._filtered() if self._here(cell))

    @property
    def expired(self) -> int:
        return sum(cell.count for cell in self._filtered(expired=True) if self._here(cell))

    def elsewhere(self) -> Elsewhere:
        place = self._query.place
        everywhere = self._filtered()
        return Elsewhere(
            in_district=sum(c.count for c in everywhere if place and _lies_in(c, place)),
            in_country=sum(cell.count for cell in everywhere),
            without_filters=sum(c.count for c in self.cells if not c.is_expired and self._here(c)),
            anywhere=sum(cell.count for cell in self.cells if not cell.is_expired),
        )

    def facets(self) -> Facets:
        return Facets(*(self._facet(index) for index in range(len(self._filters))))

    def _facet(self, index: int) -> tuple[Facet, ...]:
        """The values of one property; a chosen value stays visible with a count of 0.

        What lies in several districts counts once in each of them, and once in all.
        """
        of, chosen = self._filters[index]
        counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
        for cell in self._filtered(but=index):
            if self._here(cell):
                counts.update(dict.fromkeys(of(cell), cell.count))
        found = (Facet(value, count, value in chosen) for value, count in counts.items() if value)
        return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))

    def _filtered(self, *, but: int | None = None, expired: bool = False) -> list[Cell]:
        filters = [each for index, each in enumerate(self._filters) if each[1] and index != but]
        return [
            cell
            for cell in self.cells
            if cell.is_expired == expired and all(any(value in chosen for value in of(cell)) for of, chosen in filters)
        ]

    def _here(self, cell: Cell) -> bool:
        return cell.is_near or not self._query.is_near


def _lies_in(cell: Cell, place: Place) -> bool:
    return not cell.districts[0] or place.district in cell.districts
