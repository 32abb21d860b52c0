"""How a question is understood: its words, the Latin-typed ones in Cyrillic, those that nothing holds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from ramo.kit.bulgarian import STOP_WORDS, asked, english, fold, latin, lemmas, lexicon

from .data import Reading

MAX_WORDS = 12
_MAX_OPTIONS = 32  # readings of one Latin-typed word that are put to the index
_LATIN_WORD = re.compile(r"(?<![^\W_])[a-z0-9]+(?![^\W_])")

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards hold any of the keys, for each group asked for; and how many cards there are."""

    held: Sequence[int]
    cards: int


Count = Callable[[Sequence[Keys]], Counts]


@dataclass(frozen=True, slots=True)
class Sought:
    """A word to look for: any of its keys. `weight` says how rare it is (inverse document frequency)."""

    keys: Keys
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    reading: Reading
    words: tuple[Sought, ...] = ()

    @property
    def is_hopeless(self) -> bool:
        """Whether something was asked and nothing filed holds a word of it."""
        return bool(self.reading.typed) and not self.words


@dataclass(frozen=True, slots=True)
class _Swap:
    """A Latin-typed word, how many cards hold it as it stands, and its Cyrillic reading with theirs."""

    cyrillic: str
    held_as_typed: int
    held_as_read: int

    @property
    def is_shown_as_typed(self) -> bool:
        """Whether the Latin word is the better known one: „EURES“, but not „rabota“ in some address."""
        return self.held_as_typed > self.held_as_read


def read(text: str, count: Count, *, exact: bool = False, keep_missing: bool = False) -> Question:
    """`exact` leaves the words as they were typed and drops none of them; `keep_missing` only drops none."""
    typed = " ".join(text.split())
    folded = fold.fold(typed)
    swaps = {} if exact else _swaps(folded, count)
    replaced = {latin_word: swap.cyrillic for latin_word, swap in swaps.items() if not swap.is_shown_as_typed}
    shown = _LATIN_WORD.sub(lambda match: replaced.get(match.group(), match.group()), folded)
    words = asked(shown)[:MAX_WORDS]
    other_keys = dict(_other_keys(swaps))
    groups = [(*word.keys, *other_keys.get(word.text, ())) for word in words]
    counts = count(groups) if groups else Counts((), 0)
    reading = Reading(
        typed=typed,
        shown=shown if replaced else typed,
        also=tuple(swap.cyrillic for swap in swaps.values() if swap.is_shown_as_typed),
        missing=tuple(word.text for word, held in zip(words, counts.held, strict=True) if not held),
    )
    return Question(reading, tuple(_sought(groups, counts, keep_missing=exact or keep_missing)))


def _sought(groups: Sequence[Keys], counts: Counts, *, keep_missing: bool) -> list[Sought]:
    return [
        Sought(keys, log(1 + (counts.cards - held + 0.5) / (held + 0.5)))
        for keys, held in zip(groups, counts.held, strict=True)
        if held or keep_missing
    ]


def _other_keys(swaps: Mapping[str, _Swap]) -> Iterator[tuple[str, Keys]]:
    """What the word that is shown is looked for under besides: its twin in the other alphabet."""
    for latin_word, swap in swaps.items():
        if swap.is_shown_as_typed:
            yield latin_word, lemmas.lemmas(swap.cyrillic)
        elif swap.held_as_typed:
            yield swap.cyrillic, _as_typed(latin_word)


def _swaps(folded: str, count: Count) -> dict[str, _Swap]:
    options = {
        word: latin.candidates(word)[:_MAX_OPTIONS]
        for word in _LATIN_WORD.findall(folded)
        if latin.is_latin(word) and word not in STOP_WORDS
    }
    groups = [keys for word in options for keys in _as_typed_and_read(word, options[word])]
    held = iter(count(groups).held if groups else ())
    swaps = {word: _swap(word, next(held), {each: next(held) for each in options[word]}) for word in options}
    return {word: swap for word, swap in swaps.items() if swap}


def _swap(word: str, held_as_typed: int, readings: Mapping[str, int]) -> _Swap | None:
    """A word known as it stands is read in the plainest way only, lest „CV“ become „кв“."""
    considered = list(readings)[:1] if held_as_typed else list(readings)
    best = next((each for each in considered if readings[each]), None)
    if best is None and not held_as_typed:
        best = latin.best(word, lexicon.is_known)
    return _Swap(best, held_as_typed, readings.get(best, 0)) if best else None


def _as_typed_and_read(word: str, options: Sequence[str]) -> list[Keys]:
    return [_as_typed(word), *(lemmas.lemmas(option) for option in options)]


def _as_typed(latin_word: str) -> Keys:
    return latin_word, english.stem(latin_word)
