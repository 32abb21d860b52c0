"""Words that were not typed as they were meant: Latin for Cyrillic, a slip of the fingers, another keyboard.

Only a word that neither the dictionary nor the index knows is taken for a slip.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from ramo.kit.bulgarian import STOP_WORDS, english, fold, kin, latin, layouts, lemmas, lexicon, typing_errors

Keys = tuple[str, ...]
Frequencies = Callable[[Collection[str]], Mapping[str, int]]

MAX_SLIPS = 2  # words of a question whose slips are looked for
MAX_LATIN = 8  # and whose readings in Cyrillic
MAX_LATIN_SLIPS = 3  # and of these, whose slips where no reading is a word
_MAX_READINGS = 32  # of one Latin-typed word that are put to the index
_SLIPPED_READINGS = 2
# What a card more, a step of the dictionary's frequency and a letter read otherwise weigh against each other.
_HELD, _COMMON, _COST = 0.5, 0.8, 2.0
_LATIN_COST = 1.0
_TIE = 2.0  # how much less likely a second word may be to be looked for besides


@dataclass(frozen=True, slots=True)
class Option:
    """What may have been meant; `cost` grows with its distance from what was typed."""

    word: str
    cost: float
    keys: Keys
    is_slip: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """A word, what is read instead of it, and how many cards hold the one and the other."""

    typed: str
    word: str
    held_as_typed: int
    held_as_read: int
    rival: str = ""  # nearly as likely as `word`, and looked for besides

    @property
    def is_shown_as_typed(self) -> bool:
        """Whether the typed word is the better known one: „EURES“, but not „rabota“ in some address."""
        return self.held_as_typed > self.held_as_read

    @property
    def keys(self) -> Keys:
        """Of the word that is not shown: it is looked for besides."""
        if self.is_shown_as_typed:
            return keys_of(self.word)
        return keys_of(self.typed) if self.held_as_typed else ()


@dataclass(slots=True)
class _Doubt:
    word: str
    keys: Keys
    options: list[Option] = field(default_factory=list)


def repairs(words: Iterable[str], frequencies: Frequencies, foreign: Collection[str] = ()) -> dict[str, Repair]:
    """For each word that was meant otherwise, by what was typed; one question to the index.

    `foreign` words are known to mean something as they stand: they are read in Cyrillic, and no slip is looked for.
    """
    doubts = list(_doubts(words, foreign))
    if not doubts:
        return {}
    wanted = {key for doubt in doubts for keys in (doubt.keys, *(o.keys for o in doubt.options)) for key in keys}
    held = frequencies(wanted)
    found = (_settled(doubt, held) for doubt in doubts)
    return {repair.typed: repair for repair in found if repair}


def keys_of(word: str) -> Keys:
    if not word:
        return ()
    return lemmas.lemmas(word) if fold.is_cyrillic(word) else (word, english.stem(word))


def _doubts(words: Iterable[str], foreign: Collection[str]) -> Iterator[_Doubt]:
    slips_left, latin_left, latin_slips_left = MAX_SLIPS, MAX_LATIN, MAX_LATIN_SLIPS
    for text in dict.fromkeys(words):
        if text in STOP_WORDS:
            continue
        if latin.is_latin(text) and latin_left:
            readings = list(latin.readings(text).items())[:_MAX_READINGS]
            may_slip = text not in foreign and not any(lexicon.is_known(reading) for reading, _swaps in readings)
            options = list(_readings(text, readings, may_slip=may_slip and latin_slips_left > 0))
            latin_left, latin_slips_left = latin_left - 1, latin_slips_left - may_slip
        elif text.isalpha() and slips_left and not lexicon.is_known(text):
            options, slips_left = [*_retyped(text), *_slips(text)], slips_left - 1
        else:
            continue
        yield _Doubt(text, keys_of(text), options)


def _readings(word: str, readings: Sequence[tuple[str, int]], *, may_slip: bool) -> Iterator[Option]:
    for reading, swaps in readings:
        yield Option(reading, swaps * _LATIN_COST, keys_of(reading))
    if may_slip:
        yield from _retyped(word)
        for reading, _swaps in readings[:_SLIPPED_READINGS]:
            yield from (option for option in _slips(reading) if lexicon.is_known(option.word))


def _slips(word: str) -> Iterator[Option]:
    for meant, cost in typing_errors.slips(word).items():
        yield Option(meant, cost * _COST, _keys_with_kin(meant) if lexicon.is_known(meant) else (meant,), is_slip=True)


def _keys_with_kin(word: str) -> Keys:
    """A word that nothing holds may still lead somewhere: „берач“ to „берачка“."""
    keys = keys_of(word)
    return (*keys, *(key for own in keys for other in kin.kin(own) for key in keys_of(other)))


def _retyped(word: str) -> Iterator[Option]:
    for meant in layouts.retyped(word):
        yield Option(meant, 0.0, keys_of(meant), is_slip=True)


def _settled(doubt: _Doubt, held: Mapping[str, int]) -> Repair | None:
    as_typed = _most(doubt.keys, held)
    if as_typed:
        # A word known as it stands is read in the plainest way only, lest „CV“ become „кв“.
        plainest = next((each for each in doubt.options[:1] if not each.is_slip and _most(each.keys, held)), None)
        return Repair(doubt.word, plainest.word, as_typed, _most(plainest.keys, held)) if plainest else None
    likely = sorted(((_likelihood(each, held), each) for each in doubt.options if _most(each.keys, held)), key=_first)
    if not likely:
        known = _known(doubt.options)
        return Repair(doubt.word, known.word, 0, 0) if known else None
    likelihood, best = likely[-1]
    rivals = [each.word for less, each in likely[:-1] if less > likelihood - _TIE and each.keys != best.keys]
    return Repair(doubt.word, best.word, 0, _most(best.keys, held), rival=rivals[-1] if rivals else "")


def _first(pair: tuple[float, Option]) -> float:
    return pair[0]


def _known(options: Iterable[Option]) -> Option | None:
    """Nothing filed holds any: the plainest reading that the dictionary has, and no guess at a slip."""
    return next((each for each in options if not each.is_slip and lexicon.is_known(each.word)), None)


def _likelihood(option: Option, held: Mapping[str, int]) -> float:
    cards, common = _most(option.keys, held), lexicon.frequency(option.word)
    return _HELD * log(1 + cards) + _COMMON * common - option.cost


def _most(keys: Keys, held: Mapping[str, int]) -> int:
    return max((held.get(key, 0) for key in keys), default=0)
