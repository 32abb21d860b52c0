"""Cuts folded text into words; joined words (е-услуга, 1873г, covid-19) are kept whole and in parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_WORD_LENGTH = 60

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PART = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` point into the text; `joined` is the whole of which this is the longest part."""

    text: str
    start: int
    end: int
    joined: str = ""


def tokens(folded: str) -> Iterator[Token]:
    for match in _WORD.finditer(folded):
        yield from _parts(match.group(), match.start())


def _parts(word: str, start: int) -> Iterator[Token]:
    parts = list(_PART.finditer(word))
    longest = max(parts, key=lambda part: len(part.group()), default=None)
    for part in parts:
        whole = "".join(each.group() for each in parts) if part is longest and len(parts) > 1 else ""
        yield Token(
            text=part.group()[:MAX_WORD_LENGTH],
            start=start + part.start(),
            end=start + part.end(),
            joined=whole[:MAX_WORD_LENGTH],
        )
