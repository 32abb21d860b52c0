"""Foreign words of occupations and the Bulgarian ones that stand beside them in the labels: teacher → учител. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ramo.kit.bulgarian import analyse

from .data import OccupationData

# Of Dice's measure, 1 where two words stand in the same occupations only, by how many occupations bear both.
_LEAST_LIKENESS = {2: 0.66}
_LEAST_LIKENESS_ELSE = 0.5
_MOST_WORDS = 2
_SHORTEST = 3
_MARK = "~"  # of a stem that is no word


@dataclass(slots=True)
class _Seen:
    """In how many occupations words stand, alone and together."""

    alone: Counter[str] = field(default_factory=Counter)
    bulgarian: Counter[str] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)


def occupation_words(rows: Iterable[OccupationData]) -> dict[str, list[str]]:
    """For each key of a foreign word its likeliest Bulgarian words, the best first."""
    seen = _Seen()
    for row in rows:
        bulgarian = set(_words([row.label_bg, *row.alternative_bg]))
        foreign = set(_words([row.label_en, *row.alternative_en, row.label_de, row.label_ro])) - bulgarian
        seen.bulgarian.update(bulgarian)
        seen.alone.update(foreign)
        seen.together.update((one, other) for one in foreign for other in bulgarian)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), together in seen.together.items():
        likeness = 2 * together / (seen.alone[one] + seen.bulgarian[other])
        if together > 1 and likeness >= _LEAST_LIKENESS.get(together, _LEAST_LIKENESS_ELSE):
            found[one].append((likeness, other))
    return {
        one: [other for _likeness, other in sorted(others, reverse=True)[:_MOST_WORDS]] for one, others in found.items()
    }


def _words(labels: Sequence[str]) -> Iterator[str]:
    """Dictionary forms; of Latin words what search files them under."""
    for label in labels:
        for word in analyse(label):
            key = word.keys[0]
            if not (word.is_stop or len(word.text) < _SHORTEST or key.endswith(_MARK) or word.text.isdigit()):
                yield key
