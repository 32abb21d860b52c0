"""The order of the best matches, whichever engine found them: how fresh, how near, how like the title. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from .data import Sort

WINDOW = 200  # the best matches, which are weighed here; what comes after them stays as the engine gave it
_GRAM = 4
_TITLE_BONUS = 0.5
_OLD, _DUE_SOON, _UNCHECKED = 0.75, 0.95, 0.85  # the least that age, and what the state of trust, leave of a score
_FAR, _ANYWHERE, _HALF_KM = 0.7, 0.85, 15.0


@dataclass(slots=True)  # not frozen: two hundred for each question are made in a third of the time
class Facts:
    """What is known of a card that matches; `half_life` in days: after how long its kind is half as fresh."""

    card_id: int
    score: float
    title: str
    half_life: float
    since: date
    verified_on: date | None
    valid_until: date | None
    is_due_soon: bool
    is_recommended: bool
    km: float | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked, as far as the order depends on it."""

    text: str
    sort: Sort
    has_place: bool
    today: date


def ordered(found: Iterable[Facts], wish: Wish) -> list[Facts]:
    """Not recommended stands last and unchecked after checked, however sorted."""
    grams = _grams(wish.text)
    weighed = [(facts, _worth(facts, grams, wish)) for facts in found]
    weighed.sort(key=lambda pair: _place(pair[0], pair[1], wish.sort))
    return [facts for facts, _worth in weighed]


def _place(facts: Facts, worth: float, sort: Sort) -> tuple[Any, ...]:
    is_last, is_unchecked = not facts.is_recommended, facts.verified_on is None
    return is_last, is_unchecked, *_wanted(facts, worth, sort), facts.title, facts.card_id


def _worth(facts: Facts, grams: Sequence[str], wish: Wish) -> float:
    return facts.score * _fresh(facts, wish.today) * _trusted(facts) * _near(facts, wish) * _alike(facts.title, grams)


def _wanted(facts: Facts, worth: float, sort: Sort) -> tuple[float, float]:
    km = inf if facts.km is None else facts.km
    if sort == Sort.NEAREST:
        return km, -worth
    if sort == Sort.NEWEST:
        return (-facts.verified_on.toordinal() if facts.verified_on else inf), -worth
    if sort == Sort.EXPIRING:
        return (facts.valid_until.toordinal() if facts.valid_until else inf), -worth
    return -worth, km


def _fresh(facts: Facts, today: date) -> float:
    age = max(0, (today - facts.since).days)
    return _OLD + (1 - _OLD) * float(0.5 ** (age / facts.half_life))


def _trusted(facts: Facts) -> float:
    if facts.verified_on is None:
        return _UNCHECKED
    return _DUE_SOON if facts.is_due_soon else 1.0


def _near(facts: Facts, wish: Wish) -> float:
    if not wish.has_place:
        return 1.0
    return _ANYWHERE if facts.km is None else _FAR + (1 - _FAR) * float(0.5 ** (facts.km / _HALF_KM))


def _alike(title: str, grams: Sequence[str]) -> float:
    """Up to half as much again where the title is spelled as was asked: „шивач“ before „шивашки“."""
    if not grams:
        return 1.0
    lowered = f" {title.lower()} "
    return 1 + _TITLE_BONUS * sum(gram in lowered for gram in grams) / len(grams)


def _grams(text: str) -> list[str]:
    lowered = f" {' '.join(text.lower().split())} "
    return list({lowered[start : start + _GRAM] for start in range(len(lowered) - _GRAM + 1)})
