"""What an ending says of the lemma, learned from lexemes: for words that no dictionary holds."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from ramo.kit.bulgarian.lexicon import LONGEST_ENDING, WORD_START

from .edits import Edit, edit
from .lexemes import VERB, Lexeme

# How much a form counts: new words are nouns and adjectives far more often than verbs, which have fifty forms each.
_WEIGHTS = {
    "male": 3.0, "female": 3.0, "neutral": 2.0, "adjective": 2.0, VERB: 0.5,
    "names": 1.0, "families": 1.0, "bg_towns": 0.5, "table": 1.0,
}  # fmt: skip
_TRUST_IN_SHORTER = 10.0  # forms' worth: what the ending without its first letter says
_LEAST_LIKELY = 0.02
_MOST_GUESSES = 6

Ending = str
Likelihoods = Mapping[Edit, float]


def guesses(lexemes: Iterable[Lexeme]) -> dict[Ending, tuple[Edit, ...]]:
    """Edits worth trying for each ending, the likeliest first; only endings that say other than their own end."""
    counts = _counts(lexemes)
    likelihoods: dict[Ending, Likelihoods] = {}
    chosen: dict[Ending, tuple[Edit, ...]] = {}
    kept: dict[Ending, tuple[Edit, ...]] = {}
    for ending in sorted(counts, key=lambda each: (len(each), each)):
        shorter = _shorter(ending, likelihoods)
        likelihoods[ending] = _smoothed(counts[ending], likelihoods.get(shorter, {}))
        chosen[ending] = _likeliest(likelihoods[ending])
        if not ending or chosen[ending] != chosen[shorter]:
            kept[ending] = chosen[ending]
    return kept


def with_likely_lemmas(
    forms: Mapping[str, set[str]], learned: Mapping[Ending, Sequence[Edit]], doubted: Collection[str] = ()
) -> dict[str, set[str]]:
    """A table of one lemma a form, „обяви" of „обявя" alone: with the other lemmas in it that the ending makes likely.

    Lemmas are left alone, save those that are `doubted` to be any.
    """
    known = set[str]().union(*forms.values())
    return {
        form: lemmas | (known & set(_guessed(form, learned))) if form not in lemmas or form in doubted else lemmas
        for form, lemmas in forms.items()
    }


def _guessed(form: str, learned: Mapping[Ending, Sequence[Edit]]) -> Iterable[str]:
    marked = (WORD_START + form)[-LONGEST_ENDING:]
    while marked not in learned:
        marked = marked[1:]
    return (form[: len(form) - change.cut] + change.added for change in learned[marked])


def _counts(lexemes: Iterable[Lexeme]) -> dict[Ending, Counter[Edit]]:
    counts: dict[Ending, Counter[Edit]] = {}
    for lexeme in lexemes:
        weight = _WEIGHTS.get(lexeme.part, 0.0)
        for form in sorted(set(lexeme.forms)) if weight else ():
            change, marked = edit(form, lexeme.lemma), WORD_START + form
            for length in range(change.cut, min(LONGEST_ENDING, len(marked)) + 1):
                counts.setdefault(marked[len(marked) - length :], Counter())[change] += weight  # type: ignore[assignment]
    return counts


def _shorter(ending: Ending, seen: Mapping[Ending, object]) -> Ending:
    """An ending may be too short for any edit seen with it: the next shorter that was not."""
    shorter = ending[1:]
    while shorter not in seen and shorter:
        shorter = shorter[1:]
    return shorter


def _smoothed(counted: Counter[Edit], shorter: Likelihoods) -> Likelihoods:
    total = sum(counted.values())
    share = total + (_TRUST_IN_SHORTER if shorter else 0)
    mixed = {change: likelihood * _TRUST_IN_SHORTER / share for change, likelihood in shorter.items()}
    for change, count in counted.items():
        mixed[change] = mixed.get(change, 0.0) + count / share
    return {change: likelihood for change, likelihood in mixed.items() if likelihood > _LEAST_LIKELY / 100}


def _likeliest(likelihoods: Likelihoods) -> tuple[Edit, ...]:
    ranked: Sequence[tuple[Edit, float]] = sorted(likelihoods.items(), key=lambda each: (-each[1], each[0]))
    return tuple(change for change, likelihood in ranked if likelihood >= _LEAST_LIKELY)[:_MOST_GUESSES]
