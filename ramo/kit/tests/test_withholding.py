"""No small count is shown, and none can be worked out from what is shown."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

import pytest

from ramo.kit.withholding import LEAST, Sum, withheld

Cell = tuple[str, str]
ALL = ""


def table(rows: Sequence[Sequence[int]]) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """Places down, kinds across, with the sums both ways and the whole."""
    places, kinds = [f"p{n}" for n in range(len(rows))], [f"k{n}" for n in range(len(rows[0]))]
    counts = {(p, k): rows[i][j] for i, p in enumerate(places) for j, k in enumerate(kinds)}
    for place in places:
        counts[place, ALL] = sum(counts[place, kind] for kind in kinds)
    for kind in (*kinds, ALL):
        counts[ALL, kind] = sum(counts[place, kind] for place in places)
    across = [Sum((place, ALL), [(place, kind) for kind in kinds]) for place in (*places, ALL)]
    down = [Sum((ALL, kind), [(place, kind) for place in places]) for kind in (*kinds, ALL)]
    return counts, across + down


def readings(counts: Mapping[Cell, int], sums: Sequence[Sum[Cell]], hidden: set[Cell]) -> Iterator[dict[Cell, int]]:
    """Every table that a reader who knows the sums must hold possible: withheld cells are 1 at least."""
    inner = sorted(cell for cell in hidden if ALL not in cell)
    most = max(counts[cell] for cell in inner) + 3 if inner else 0
    for values in product(range(1, most), repeat=len(inner)):
        read = {cell: count for cell, count in counts.items() if ALL not in cell} | dict(
            zip(inner, values, strict=True)
        )
        for each in sums:
            if each.total[0] != ALL or each.total[1] != ALL:
                read.setdefault(each.total, sum(read[part] for part in each.parts))
        whole = sum(count for cell, count in read.items() if ALL not in cell)
        read[ALL, ALL] = whole
        if all(read[cell] == counts[cell] for cell in counts if cell not in hidden):
            yield read


def shown(rows: Sequence[Sequence[int]]) -> set[Cell]:
    counts, sums = table(rows)
    hidden: set[Cell] = withheld(counts, sums)
    return set(counts) - hidden


@pytest.mark.parametrize("count", range(1, LEAST))
def test_a_count_under_five_is_withheld(count: int) -> None:
    counts, sums = table([[count, 40], [30, 20]])
    assert ("p0", "k0") in withheld(counts, sums)


def test_five_and_nothing_are_shown() -> None:
    assert len(shown([[5, 0], [30, 20]])) == 9


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert len(shown([[9, 40, 0], [30, 20, 7]])) == 12


def test_one_withheld_part_takes_another_along_both_ways() -> None:
    counts, sums = table([[3, 40], [30, 20]])
    assert withheld(counts, sums) == {("p0", "k0"), ("p0", "k1"), ("p1", "k0"), ("p1", "k1")}


def test_parts_whose_sum_is_small_take_a_third_along() -> None:
    counts = {"all": 22, "a": 1, "b": 2, "c": 9, "d": 10}
    assert withheld(counts, [Sum("all", "abcd")]) == {"a", "b", "c"}


def test_a_small_part_that_is_the_whole_takes_the_total_along() -> None:
    counts = {"all": 3, "a": 3, "b": 0}
    assert withheld(counts, [Sum("all", "ab")]) == {"all", "a"}


def test_a_total_that_is_withheld_does_not_follow_from_its_parts() -> None:
    """The second sum withholds what is the total of the first."""
    counts = {"whole": 14, "x": 4, "sub": 10, "a": 5, "b": 5}
    hidden = withheld(counts, [Sum("sub", "ab"), Sum("whole", ["x", "sub"])])
    assert {"x", "sub"} <= hidden
    assert hidden & {"a", "b"}


def test_what_follows_only_from_several_sums_together_is_found() -> None:
    """Each sum alone withholds two cells; together they leave b nothing but its value."""
    counts = {"t1": 20, "t2": 20, "t3": 8, "a": 4, "b": 16, "c": 4}
    sums = [Sum("t1", "ab"), Sum("t2", "bc"), Sum("t3", "ca")]
    hidden = withheld(counts, sums)
    assert hidden & {"t1", "t2", "t3"}


@pytest.mark.parametrize("seed", range(40))
def test_whoever_knows_the_sums_cannot_work_out_a_withheld_count(seed: int) -> None:
    chance = Random(seed)
    rows = [[chance.choice((0, 1, 2, 3, 5, 7, 9)) for _kind in range(2)] for _place in range(2)]
    counts, sums = table(rows)
    hidden = withheld(counts, sums)
    possible = list(readings(counts, sums, hidden))
    for cell in hidden:
        assert len({read[cell] for read in possible}) > 1, (rows, cell)


def test_a_table_of_the_whole_country_holds_no_small_count() -> None:
    chance = Random(7)
    rows = [[chance.choice((0, 1, 4, 6, 30, 90)) for _kind in range(6)] for _place in range(28)]
    counts, sums = table(rows)
    hidden = withheld(counts, sums)
    assert all(count == 0 or count >= LEAST for cell, count in counts.items() if cell not in hidden)
