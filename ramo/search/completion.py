"""What somebody may be about to type: everyday phrases of topics and words that stand in the index."""

import re
from dataclasses import dataclass

from django.db import connection

from ramo.kit.bulgarian import fold, latin

from . import vocabulary

SHORTEST, LONGEST = 2, 60
MAX_PHRASES, MAX_LINES = 3, 8
_READINGS = 6  # of the beginning of a Latin-typed word
_SPARE = 4  # some of the words found are no words to show
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
    words = vocabulary.beginning(begun.beginnings, MAX_LINES * _SPARE)
    lines = [begun.before + word for word, _cards in words if _SHOWABLE.fullmatch(word)]
    return list(dict.fromkeys([*phrases, *lines]))[:MAX_LINES]


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
