"""Which words a card may lack when nothing holds them all: sets of words, weighed by how rare they are."""

from collections.abc import Iterator, Sequence
from itertools import combinations

Needs = tuple[tuple[int, ...], ...]  # numbers of words; any of the sets is enough
SHARE = 0.6  # of the best coverage that any card reaches
MOST = 8  # of a longer question the rarest words are weighed
_LEAST_DIFFERENCE = 1e-9


def all_of(count: int) -> Needs:
    return (tuple(range(count)),)


def heaviest_first(weights: Sequence[float]) -> Needs:
    """Every set that lacks a word, the one that covers most first."""
    numbers = range(len(weights))
    sets = [each for size in range(1, len(weights)) for each in combinations(numbers, size)]
    return tuple(sorted(sets, key=lambda each: -_weight(each, weights)))


def enough(best: Sequence[int], weights: Sequence[float]) -> Needs:
    """The smallest sets that cover the share of what the best one covers."""
    floor = _weight(best, weights) * SHARE - _LEAST_DIFFERENCE
    heaviest = sorted(range(len(weights)), key=lambda number: -weights[number])
    return tuple(tuple(sorted(each)) for each in _reaching(heaviest, weights, floor))


def _reaching(numbers: Sequence[int], weights: Sequence[float], floor: float) -> Iterator[tuple[int, ...]]:
    """`numbers`, the heaviest first: the last one taken is the lightest of its set, and needed."""
    for place, number in enumerate(numbers):
        rest = floor - weights[number]
        if rest <= 0:
            yield (number,)
        elif rest <= _weight(numbers[place + 1 :], weights):
            for more in _reaching(numbers[place + 1 :], weights, rest):
                yield (number, *more)


def _weight(numbers: Sequence[int], weights: Sequence[float]) -> float:
    return sum(weights[number] for number in numbers)
