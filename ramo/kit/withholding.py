"""Tables that add up, shown without small counts: which cells are withheld, so that no sum gives one away.

A count from 1 to 4 is withheld. Whoever knows the sums of a table could work it out from the cells around it;
so in each sum at least two cells are withheld or none, what is withheld adds up to 5 at least, and at the end
the sums are solved as equations: a withheld cell that still follows from them takes a neighbour along.
A zero is shown, for it speaks of nobody.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5
_PRIME = (1 << 61) - 1  # equations are solved modulo it: exact, and quicker than fractions

C = TypeVar("C", bound=Hashable)
_Equation = dict[C, int]


@dataclass(frozen=True, slots=True)
class Sum(Generic[C]):
    """`total` is what `parts` add up to; a table by places and by kinds has many of them."""

    total: C
    parts: Sequence[C]


def withheld(counts: Mapping[C, int], sums: Sequence[Sum[C]]) -> set[C]:
    hidden = {cell for cell, count in counts.items() if 0 < count < LEAST}
    while hidden:
        _cover_sums(counts, sums, hidden)
        given_away = _solved(sums, counts, hidden)
        further = _cheapest_beside(given_away, counts, sums, hidden)
        if further is None:
            break
        hidden.add(further)
    return hidden


def _cover_sums(counts: Mapping[C, int], sums: Sequence[Sum[C]], hidden: set[C]) -> None:
    """Until no single sum gives a withheld cell away; each round adds one cell at least."""
    is_covered = False
    while not is_covered:
        is_covered = True
        for each in sums:
            while (further := _lacking(each, counts, hidden)) is not None:
                hidden.add(further)
                is_covered = False


def _lacking(each: Sum[C], counts: Mapping[C, int], hidden: set[C]) -> C | None:
    """The cell that one sum still has to withhold: its smallest part that is shown, or else its total."""
    parts = [part for part in each.parts if part in hidden]
    if each.total in hidden:
        return None if parts else _smallest(each.parts, counts, hidden)
    if not parts or (len(parts) > 1 and sum(counts[part] for part in parts) >= LEAST):
        return None
    smallest = _smallest(each.parts, counts, hidden)
    return each.total if smallest is None else smallest


def _smallest(cells: Iterable[C], counts: Mapping[C, int], hidden: set[C]) -> C | None:
    shown = [cell for cell in cells if counts[cell] and cell not in hidden]
    return min(shown, key=lambda cell: counts[cell], default=None)


def _cheapest_beside(given_away: set[C], counts: Mapping[C, int], sums: Sequence[Sum[C]], hidden: set[C]) -> C | None:
    """The smallest cell that is shown in a sum with one that is given away, or else anywhere."""
    if not given_away:
        return None
    beside = [cell for each in sums for cell in (each.total, *each.parts) if given_away & {each.total, *each.parts}]
    near = _smallest(beside, counts, hidden)
    return near if near is not None else _smallest(counts, counts, hidden)


def _solved(sums: Sequence[Sum[C]], counts: Mapping[C, int], hidden: set[C]) -> set[C]:
    """Withheld cells whose value follows from all sums together."""
    reduced: dict[C, _Equation[C]] = {}  # by the cell that each solves for
    for each in sums:
        row: _Equation[C] = {part: 1 for part in each.parts if part in hidden}
        if each.total in hidden:
            row[each.total] = -1
        _reduce(row, reduced)
        if row:
            _keep(row, reduced)
    return {cell for cell, row in reduced.items() if len(row) == 1}


def _reduce(row: _Equation[C], reduced: Mapping[C, _Equation[C]]) -> None:
    for cell in [cell for cell in row if cell in reduced]:
        _take_away(row, reduced[cell], row[cell])


def _keep(row: _Equation[C], reduced: dict[C, _Equation[C]]) -> None:
    pivot = next(iter(row))
    inverse = pow(row[pivot], -1, _PRIME)
    unit = {cell: factor * inverse % _PRIME for cell, factor in row.items()}
    for other in reduced.values():
        if factor := other.get(pivot, 0):
            _take_away(other, unit, factor)
    reduced[pivot] = unit


def _take_away(row: _Equation[C], other: Mapping[C, int], times: int) -> None:
    for cell, factor in other.items():
        left = (row.get(cell, 0) - times * factor) % _PRIME
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
