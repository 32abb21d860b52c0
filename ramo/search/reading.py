"""How a question is understood: its words, the Latin-typed ones in Cyrillic, those that nothing holds."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from ramo.kit.bulgarian import STOP_WORDS, Word, asked, english, fold, latin, lemmas, lexicon

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
    """A Latin-typed word and its Cyrillic reading; `is_known` as it was typed too."""

    cyrillic: str
    is_known: bool


def read(text: str, count: Count, *, exact: bool = False) -> Question:
    """`exact` leaves the words as they were typed and drops none of them."""
    typed = " ".join(text.split())
    folded = fold.fold(typed)
    swaps = {} if exact else _swaps(folded, count)
    replaced = {latin_word: swap.cyrillic for latin_word, swap in swaps.items() if not swap.is_known}
    shown = _LATIN_WORD.sub(lambda match: replaced.get(match.group(), match.group()), folded)
    words = asked(shown)[:MAX_WORDS]
    groups = [_keys(word, swaps) for word in words]
    counts = count(groups) if groups else Counts((), 0)
    reading = Reading(
        typed=typed,
        shown=shown if replaced else typed,
        also=tuple(swap.cyrillic for swap in swaps.values() if swap.is_known),
        missing=tuple(word.text for word, held in zip(words, counts.held, strict=True) if not held),
    )
    return Question(reading, tuple(_sought(groups, counts, keep_missing=exact)))


def _sought(groups: Sequence[Keys], counts: Counts, *, keep_missing: bool) -> list[Sought]:
    return [
        Sought(keys, log(1 + (counts.cards - held + 0.5) / (held + 0.5)))
        for keys, held in zip(groups, counts.held, strict=True)
        if held or keep_missing
    ]


def _keys(word: Word, swaps: Mapping[str, _Swap]) -> Keys:
    swap = swaps.get(word.text)
    return (*word.keys, *lemmas.lemmas(swap.cyrillic)) if swap else word.keys


def _swaps(folded: str, count: Count) -> dict[str, _Swap]:
    options = {
        word: latin.candidates(word)[:_MAX_OPTIONS]
        for word in _LATIN_WORD.findall(folded)
        if latin.is_latin(word) and word not in STOP_WORDS
    }
    groups = [keys for word in options for keys in _as_typed_and_read(word, options[word])]
    held = iter(count(groups).held if groups else ())
    swaps = {}
    for word, readings in options.items():
        is_known = next(held) > 0
        indexed = [reading for reading in readings if next(held)]
        best = indexed[0] if indexed else None if is_known else latin.best(word, lexicon.is_known)
        if best:
            swaps[word] = _Swap(best, is_known)
    return swaps


def _as_typed_and_read(word: str, options: Sequence[str]) -> list[Keys]:
    return [(word, english.stem(word)), *(lemmas.lemmas(option) for option in options)]
