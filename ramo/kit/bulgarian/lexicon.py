"""The compiled dictionary: word forms with their lemmas, and what endings say of other words; mapped, not read.

Made by `python -m tools.lexicon`. A value is text in one-byte Cyrillic: `!` where the form is a lemma whose forms all
stand here, then for each lemma a sign (`0` for none, `1` …) for how many letters to cut off the form's end, and the
letters to put there: „учители" says `1`, „обяви" says `1а1я`.
"""

import os
import re
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

SETTING = "RAMO_DICTIONARY"
FULL, FREE = "full", "free"
CLOSED, FIRST_CUT, WORD_START = "!", "0", "^"
ENCODING = "cp1251"
LONGEST_ENDING = 7
RAREST_COUNTED, MOST_COMMON = 2, 7

_FOLDER = Path(__file__).parent / "dictionaries"
_EDIT = re.compile("([^а-я!])([а-я]*)")


def name() -> str:
    """Which dictionary is used: `full`, or `free` without the part under the GPL."""
    chosen = os.environ.get(SETTING, FULL)
    if chosen not in {FULL, FREE}:
        raise ValueError(f"{SETTING} is “{FULL}” or “{FREE}”, not “{chosen}”")
    return chosen


def lemmas(form: str) -> tuple[str, ...]:
    """The dictionary's lemmas of a folded form, itself first if it is one; empty if it is not known."""
    values = _forms().get(form)
    return tuple([form[: len(form) - cut] + added for cut, added in _edits(values[0])]) if values else ()


def guesses(word: str) -> tuple[str, ...]:
    """Lemmas that the ending of an unknown word makes likely; none whose forms are all known."""
    found = _endings().prefixes((WORD_START + word)[: -LONGEST_ENDING - 1 : -1])
    edits = _edits(_endings()[found[-1]][0]) if found else ()
    likely = [word[: len(word) - cut] + added for cut, added in edits]
    return tuple([lemma for lemma in likely if not _is_closed(lemma)])


def is_known(word: str) -> bool:
    """Whether a folded word is a form the dictionary holds: no typing error, a plausible reading."""
    return word in _forms()


def is_lemma(word: str) -> bool:
    return word in lemmas(word)


def frequency(word: str) -> int:
    """How common a folded form is, to order readings by: 0 not known, 1 only in the dictionary … 7 „на"."""
    values = _common().get(word)
    return values[0][0] if values else int(is_known(word))


def _is_closed(word: str) -> bool:
    values = _forms().get(word)
    return bool(values) and values[0].startswith(CLOSED.encode())


@lru_cache(maxsize=4096)
def _edits(value: bytes) -> tuple[tuple[int, str], ...]:
    """The same few thousand values stand beside a million forms."""
    return tuple((ord(sign) - ord(FIRST_CUT), added) for sign, added in _EDIT.findall(value.decode(ENCODING)))


@cache
def _forms() -> marisa_trie.BytesTrie:
    return _mapped(name(), "forms.marisa")


@cache
def _endings() -> marisa_trie.BytesTrie:
    """Keys are endings read backwards, with the sign of a word's start where they reach it."""
    return _mapped(name(), "endings.marisa")


@cache
def _common() -> marisa_trie.BytesTrie:
    return _mapped("common", "words.marisa")


def _mapped(folder: str, file: str) -> marisa_trie.BytesTrie:
    path = _FOLDER / folder / file
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; {SETTING}={FREE} needs no {FULL}/")
    return marisa_trie.BytesTrie().mmap(str(path))
