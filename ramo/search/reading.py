"""How a question is understood: its words, those that were meant otherwise, their kin, those that nothing holds."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from ramo.kit.bulgarian import STOP_WORDS, Word, asked, fold, kin, latin, layouts, lexicon

from .data import Reading
from .repairs import Frequencies, Repair, keys_of, repairs
from .repairs import Keys as Keys

MAX_WORDS = 12
MAX_KIN = 3  # words that a word is looked for under besides
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards hold any of the keys, for each group asked for; and how many cards there are."""

    held: Sequence[int]
    cards: int


Count = Callable[[Sequence[Keys]], Counts]
Synonyms = Callable[[Collection[str]], Mapping[str, Sequence[str]]]


def no_synonyms(keys: Collection[str]) -> Mapping[str, Sequence[str]]:
    return {}


@dataclass(frozen=True, slots=True)
class Index:
    """What reading asks of the index and the lists; each call is one question.

    `frequencies` tells how many cards hold each key; `synonyms` further words, in Bulgarian, for each key.
    """

    count: Count
    frequencies: Frequencies
    synonyms: Synonyms = no_synonyms


@dataclass(frozen=True, slots=True)
class Sought:
    """A word to look for: any of its keys. `weight` says how rare it is (inverse document frequency).

    `lesser` are those of the keys that stand for another word of like meaning: found by them it counts less.
    """

    keys: Keys
    weight: float
    lesser: Keys = ()

    @property
    def own(self) -> Keys:
        return tuple(key for key in self.keys if key not in self.lesser)


@dataclass(frozen=True, slots=True)
class Question:
    reading: Reading
    words: tuple[Sought, ...] = ()

    @property
    def is_hopeless(self) -> bool:
        """Whether something was asked and nothing filed holds a word of it."""
        return bool(self.reading.typed) and not self.words


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word as it is looked for: under its own keys and those of other words of like meaning."""

    text: str
    keys: Keys
    kin: Mapping[str, Keys]

    @property
    def lesser(self) -> Keys:
        return tuple(dict.fromkeys(key for keys in self.kin.values() for key in keys if key not in self.keys))


def read(text: str, index: Index, *, exact: bool = False, keep_missing: bool = False) -> Question:
    """`exact` leaves the words as they were typed and drops none of them; `keep_missing` only drops none."""
    typed = " ".join(text.split())
    if exact:
        words = [_Asked(word.text, word.keys, {}) for word in asked(typed)[:MAX_WORDS]]
        return _question(Reading(typed=typed, shown=typed), words, index, keep_missing=True)
    folded = layouts.RUN.sub(_mended_run, fold.fold(typed))
    raw = _WORD.findall(folded)[: 2 * MAX_WORDS]
    foreign = _foreign(raw, index)
    found = repairs(raw, index.frequencies, foreign)
    replaced = {word: repair.word for word, repair in found.items() if not repair.is_shown_as_typed}
    shown = _WORD.sub(lambda match: replaced.get(match.group(), match.group()), folded)
    words = _with_kin(asked(shown)[:MAX_WORDS], found, foreign)
    also = tuple(filter(None, (each.word if each.is_shown_as_typed else each.rival for each in found.values())))
    is_changed = bool(replaced) or folded != fold.fold(typed)
    reading = Reading(typed=typed, shown=shown if is_changed else typed, also=also)
    return _question(reading, words, index, keep_missing=keep_missing)


def _mended_run(match: re.Match[str]) -> str:
    """A word that holds signs and becomes a word of the dictionary when the keys are read in another layout."""
    run = match.group()
    if run.isalpha():
        return run
    return next(filter(lexicon.is_known, layouts.retyped(run)), run)


def _foreign(words: Sequence[str], index: Index) -> dict[str, Sequence[str]]:
    """Latin words that the lists know, with what they mean."""
    keys = {word: keys_of(word) for word in words if latin.is_latin(word)}
    known = index.synonyms([key for each in keys.values() for key in each]) if keys else {}
    meant = {word: [other for key in each for other in known.get(key, ())] for word, each in keys.items()}
    return {word: others for word, others in meant.items() if others}


def _with_kin(words: Sequence[Word], found: Mapping[str, Repair], foreign: Mapping[str, Sequence[str]]) -> list[_Asked]:
    """The words with their twins in the other alphabet, and with words of like meaning."""
    twins = dict(_twins(found))
    return [
        _Asked(
            text=word.text,
            keys=(*word.keys, *twins.get(word.text, ())),
            kin={each: keys_of(each) for each in _kin(word, foreign.get(word.text, ()))},
        )
        for word in words
    ]


def _twins(found: Mapping[str, Repair]) -> Iterator[tuple[str, Keys]]:
    for typed, repair in found.items():
        yield (typed if repair.is_shown_as_typed else repair.word), repair.keys + keys_of(repair.rival)


def _kin(word: Word, meanings: Sequence[str]) -> list[str]:
    others = [*meanings, *(other for key in word.keys for other in kin.kin(key))]
    return [other for other in dict.fromkeys(others) if other not in word.keys and other not in STOP_WORDS][:MAX_KIN]


def _question(reading: Reading, words: Sequence[_Asked], index: Index, *, keep_missing: bool) -> Question:
    """Counts each word and each of its kin; kin that nothing holds are not said."""
    groups = [keys for word in words for keys in ((*word.keys, *word.lesser), *word.kin.values())]
    counts = index.count(groups) if groups else Counts((), 0)
    held = iter(counts.held)
    sought, missing, near = [], [], []
    for word in words:
        in_all = next(held)
        kin_held = [(other, next(held)) for other in word.kin]
        if not in_all:
            missing.append(word.text)
        near += [other for other, cards in kin_held if cards]
        if in_all or keep_missing:
            weight = log(1 + (counts.cards - in_all + 0.5) / (in_all + 0.5))
            sought.append(Sought((*word.keys, *word.lesser), weight, word.lesser))
    said = replace(
        reading,
        also=tuple(dict.fromkeys([*reading.also, *near])),
        missing=tuple(missing),
        keys=tuple(dict.fromkeys(key for word in sought for key in word.keys)),
    )
    return Question(said, tuple(sought))
