"""Which occupation is this? A title in one of four languages → ESCO and ISCO with a confidence. Pure."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from math import sqrt
from pathlib import Path

from ramo.kit.bulgarian import ANALYSER_VERSION, analyse, lexicon

from . import label_index
from .label_index import Features, LabelIndex, keep, opened, packed

CERTAIN = 0.9  # from here on a title may be given the occupation without a person
LIKELY = 0.75  # and from here on its group

_BEGINNING, _BEGINNING_WEIGHT = 5, 0.8  # letters that words of one root share: шивач, шивачка, шивашки
# What a title is worth without its details, without its place, and without its field (else „управител, хотел“
# would be any manager).
_SHORTER, _WITHOUT_PLACE, _WITHOUT_FIELD = 0.97, 0.94, 0.75
_UNKNOWN_WORD = 6.0  # rarity of a word that no label holds
_COMMON = 300  # labels a key stands in, when it leads nowhere by itself
_WORTH_KEEPING = 500  # occupations
_CLOSE = 8  # occupations whose groups are put to the vote
_DETAIL = re.compile(r"\s*[(\[;|].*|\s+[-–—]\s+.*")
_PLACE = re.compile(r"\s(?:в|във|към|при|in|at|bei)\s.*", re.IGNORECASE)
_FIELD = re.compile(r",.*|\s(?:за|по|от|на|с|със|for|of|für|pentru|la|în)\s.*", re.IGNORECASE)
_RAW_WORD = re.compile(r"[^\s()\[\]/,;|]+")
# Romanian is mostly typed without its own letters, and its two commas are two signs each.
_PLAIN = str.maketrans("ăâîșşțţ", "aaisstt")
_NOISES = """
търся набирам назначавам наемам предлагам работа длъжност позиция свободен място бройка спешно обява вакантен
мъж жена лев евро заплата hiring wanted urgent job vacancy position full time part new mwd wmd gesucht stelle
vollzeit teilzeit angajez angajam caut post loc
"""
_NOISE = frozenset(_NOISES.split())


@dataclass(frozen=True, slots=True)
class Known:
    """An ESCO occupation; `isco` has four digits, `national` are codes of НКПД that lead to it alone."""

    uri: str
    isco: str
    labels: tuple[str, ...]  # preferred and alternative, in any language
    national: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """`uri` is the likeliest occupation; `isco` the likeliest group, which may be more certain than it."""

    uri: str
    isco: str
    confidence: float
    isco_confidence: float


NOTHING = Guess("", "", 0.0, 0.0)


class Recogniser:
    """`corrected`: what people said of titles, by `title_key`; it goes before everything else.

    `kept`: where the index of the labels is kept for other processes, which is made by the first one.
    """

    def __init__(
        self, known: Iterable[Known], corrected: Mapping[str, str] | None = None, *, kept: Path | None = None
    ) -> None:
        self._known = list(known)
        self._kept = kept
        self._isco = {each.uri: each.isco for each in self._known}
        self._corrected = corrected or {}
        self.guesses = lru_cache(maxsize=4096)(self._guesses)  # lists repeat their titles

    def corrected(self, title: str) -> str:
        """What a person said of this very title, if it still stands in the list."""
        said = self._corrected.get(title_key(title), "") if self._corrected else ""
        return said if said in self._isco else ""

    def prepare(self) -> None:
        """Makes the index now, lest the first who asks wait for it."""
        self._index.held("")

    def group_of(self, uri: str) -> str:
        return self._isco[uri]

    def recognise(self, title: str, *, group: str = "") -> Guess:
        """`group`: the ISCO group known otherwise; an occupation outside it is none."""
        guesses = self.guesses(title, group)
        if not guesses:
            return NOTHING
        best, score = guesses[0]
        rest = guesses[1][1] if len(guesses) > 1 else 0.0
        votes: dict[str, float] = defaultdict(float)
        for uri, each in guesses:
            votes[self._isco[uri]] += each**4
        isco = max(votes, key=lambda group: votes[group])
        share = votes[isco] / sum(votes.values())
        return Guess(best, isco, score * _clarity(score, rest), score * (0.6 + 0.4 * share))

    def _guesses(self, title: str, group: str) -> list[tuple[str, float]]:
        """The likeliest occupations with their closeness, 0 to 1."""
        if said := self.corrected(title):
            return [(said, 1.0)]
        found: dict[str, float] = {}
        for reading, worth in _readings(title).items():
            for uri, score in self._close(reading):
                if group in ("", self._isco[uri]) and score * worth > found.get(uri, 0.0):
                    found[uri] = score * worth
        return nlargest(_CLOSE, found.items(), key=lambda each: each[1])

    def _close(self, reading: str) -> Iterator[tuple[str, float]]:
        """The rarest key first: a common one only adds to labels that a rarer one has found."""
        index, weights, rarities = self._index, dict[str, float](), dict[str, float]()
        for key, weight in _features(reading).items():
            rarities[key] = index.rarity(key) if index.held(key) else _UNKNOWN_WORD
            weights[key] = weight * rarities[key]
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        scores: dict[int, float] = {}
        for key in sorted(filter(index.held, weights), key=lambda each: -rarities[each]):
            asked, is_common = weights[key] / length, bool(scores) and index.held(key) > _COMMON
            for label, held in index.postings(key):
                if not is_common:
                    scores[label] = scores.get(label, 0.0) + asked * held
                elif label in scores:
                    scores[label] += asked * held
        for label, score in scores.items():
            yield self._known[index.owners[label]].uri, min(1.0, score)

    @cached_property
    def _index(self) -> LabelIndex:
        """From the file, if one is kept of these labels; a short list is not worth one."""
        if self._kept is None or len(self._known) < _WORTH_KEEPING:
            return LabelIndex.of(packed(self._version, self._labels()))
        found = opened(self._kept, self._version)
        if found is None:
            made = packed(self._version, self._labels())
            keep(self._kept, made)
            found = LabelIndex.of(made)
        return found

    @cached_property
    def _version(self) -> str:
        """Of what the index was made: the labels, and how they are read."""
        told = [ANALYSER_VERSION, lexicon.name(), *map(repr, self._known)]
        code = [Path(source).read_bytes() for source in (__file__, label_index.__file__)]
        return hashlib.sha256(b"\0".join([*code, *(each.encode() for each in told)])).hexdigest()

    def _labels(self) -> list[tuple[int, Features]]:
        """Each label once an occupation, with its features."""
        labels = {(owner, label.lower()) for owner, each in enumerate(self._known) for label in each.labels}
        return [(owner, _features(label)) for owner, label in sorted(labels)]


def title_key(title: str) -> str:
    """What titles share that say the same: the words alone, in their order."""
    return " ".join(word.text for word in analyse(title) if not word.text.isdigit())


def _clarity(score: float, rest: float) -> float:
    """1 where the next likely one stands well behind."""
    return 0.7 + 0.3 * min(1.0, 8 * (score - rest) / score)


def _readings(title: str) -> dict[str, float]:
    """Whole and cut down, each side of a stroke, with what each is worth."""
    shorter = _DETAIL.sub("", title)
    placeless = _PLACE.sub("", shorter)
    bare = _FIELD.sub("", placeless)
    worth: dict[str, float] = {}
    for reading, share in ((title, 1.0), (shorter, _SHORTER), (placeless, _WITHOUT_PLACE), (bare, _WITHOUT_FIELD)):
        for side in (reading, *reading.split("/")):
            if side.strip():
                worth.setdefault(side, share if side == reading else share * _WITHOUT_PLACE)
    return worth


def _features(label: str) -> Features:
    """Dictionary forms and beginnings of the words that say something."""
    features: dict[str, float] = {}
    for raw in _RAW_WORD.findall(label.lower().translate(_PLAIN)):
        for key, weight in _word_features(raw):
            features[key] = features.get(key, 0.0) + weight
    return features


@lru_cache(maxsize=60_000)
def _word_features(raw: str) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []
    for word in analyse(raw):
        if word.is_stop or word.text.isdigit() or not _NOISE.isdisjoint((word.text, *word.keys)):
            continue
        keys = word.keys[:2]
        found += [(key, 1 / len(keys)) for key in keys]
        if len(word.text) >= _BEGINNING:
            found.append((f"{word.text[:_BEGINNING]}…", _BEGINNING_WEIGHT))
    return tuple(found)
