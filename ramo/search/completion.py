"""What somebody may be about to type: everyday phrases of topics and words that stand in the index."""

import re
from dataclasses import dataclass
from math import log

from django.db import connection

from ramo.kit.bulgarian import fold, latin, lexicon

from . import vocabulary

SHORTEST, LONGEST = 2, 60
MAX_PHRASES, MAX_LINES = 3, 8
_READINGS = 6  # of the beginning of a Latin-typed word
_CONSIDERED = 60  # words that begin so, the most held ones
_SHOWABLE = re.compile(r"[^\W\d_]{3,}")
_LAST_WORD = re.compile(r"[^\W_]+$")
_PHRASES = """
SELECT DISTINCT phrase FROM vocabularies_topic, unnest(synonyms_bg || label_bg) AS phrase
WHERE lower(phrase) LIKE ANY (%s) ORDER BY phrase LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is typed so far: words that are done with, and the beginnings that the last one may be."""

    before: str
    beginnings: list[str]


def completions(typed: str) -> list[str]:
    """Whole questions that begin like the one typed, at most MAX_LINES; none while it is too short to tell."""
    begun = _begun(typed)
    if begun is None:
        return []
    phrases = _phrases(begun)
    words = [each for each in vocabulary.beginning(begun.beginnings, _CONSIDERED) if _SHOWABLE.fullmatch(each[0])]
    lines = [begun.before + word for word, _cards in sorted(words, key=_worth, reverse=True)]
    return list(dict.fromkeys([*phrases, *lines]))[:MAX_LINES]


def _worth(held: tuple[str, int]) -> tuple[bool, float]:
    """Bulgarian before Latin; how many cards hold a word and how common it is anywhere weigh alike."""
    word, cards = held
    return fold.is_cyrillic(word), log(1 + cards) + lexicon.frequency(word)


def _begun(typed: str) -> _Begun | None:
    folded = " ".join(fold.fold(typed).split()) if len(typed) <= LONGEST and typed == typed.rstrip() else ""
    last = _LAST_WORD.search(folded)
    if last is None or len(last.group()) < SHORTEST:
        return None
    word = last.group()
    readings = latin.candidates(word)[:_READINGS]
    return _Begun(folded[: last.start()], [*readings, word])


def _phrases(begun: _Begun) -> list[str]:
    patterns = [_escaped(begun.before + beginning) + "%" for beginning in begun.beginnings]
    with connection.cursor() as cursor:
        cursor.execute(_PHRASES, [patterns, MAX_PHRASES])
        return [phrase for (phrase,) in cursor.fetchall()]


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)
