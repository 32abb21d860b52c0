"""Marks in a text the words that were looked for, whatever form they stand in: „учители“ marks „учител“."""

import re
from collections.abc import Collection, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ramo.kit.bulgarian import analyse

# A word with the stress marks, soft hyphens and strokes that it may hold.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300\u0301\u00ad\u200b-\u200d’'-](?=[^\W_]))*")


def marked(text: str, keys: Collection[str]) -> SafeString:
    """The text, escaped, with its found words in `<mark>`; neighbours are marked as one."""
    if not keys:
        return format_html("{}", text)
    return format_html_join("", "{}", ((part,) for part in _parts(text, frozenset(keys))))


def holds(text: str, keys: Collection[str]) -> bool:
    return any(key in keys for word in analyse(text) for key in word.keys)


def _parts(text: str, keys: frozenset[str]) -> Iterator[str]:
    position = 0
    for start, end in _found(text, keys):
        yield text[position:start]
        yield format_html("<mark>{}</mark>", text[start:end])
        position = end
    yield text[position:]


def _found(text: str, keys: frozenset[str]) -> Iterator[tuple[int, int]]:
    begun: tuple[int, int] | None = None
    for match in _WORD.finditer(text):
        if not holds(match.group(), keys):
            continue
        if begun and text[begun[1] : match.start()].isspace():
            begun = (begun[0], match.end())
            continue
        if begun:
            yield begun
        begun = match.span()
    if begun:
        yield begun
