"""How a form becomes its lemma: so many letters cut off its end, some put there."""

from collections.abc import Iterable
from typing import NamedTuple

from ramo.kit.bulgarian.lexicon import CLOSED, ENCODING, FIRST_CUT


class Edit(NamedTuple):
    cut: int
    added: str


def edit(form: str, lemma: str) -> Edit:
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return Edit(len(form) - common, lemma[common:])


def payload(edits: Iterable[Edit], *, closed: bool = False) -> bytes:
    """As `ramo.kit.bulgarian.lexicon` reads it: a sign for the number cut, then the letters added."""
    said = "".join(chr(ord(FIRST_CUT) + each.cut) + each.added for each in edits)
    return (CLOSED * closed + said).encode(ENCODING)
