"""Dictionary forms of a Cyrillic word: so that учител, учители and учителите meet under one key."""

import re
from itertools import product

from . import lexicon

_SHORTEST_GUESSED, _LONGEST_GUESSED = 4, 40
_VOWEL = re.compile("[аеиоуъюя]")
# Abbreviations that a dictionary does not hold and that have no forms but „НЗОК-а".
_EXACT_WORDS = """
ддфл дсп егн еик ебк зддс здоо зппцк исун лкк мвр мзп мон моно мтсп напоо нзок нои рзок рио руо телк нелк
"""
_EXACT = frozenset(_EXACT_WORDS.split())
_OLD_YAT = "ѣ"  # read я or е, as the word has it now
_MUTE_AT_END = "ъь"
_MOST_YATS = 3


def lemmas(word: str) -> tuple[str, ...]:
    """All lemmas of a folded word that the dictionary knows, else the word and what its ending makes likely.

    A form two words share („обяви": обява, обявя) yields both.
    """
    known = lexicon.lemmas(word)
    if known:
        return known
    modern = _in_new_spelling(word)
    if modern != word:
        return lemmas(modern)
    return tuple(dict.fromkeys((word, *lexicon.guesses(word)))) if _has_forms(word) else (word,)


def _has_forms(word: str) -> bool:
    is_word = word.isalpha() and _VOWEL.search(word) and word not in _EXACT
    return bool(is_word) and _SHORTEST_GUESSED <= len(word) <= _LONGEST_GUESSED


def _in_new_spelling(word: str) -> str:
    """As spelled since 1945, when the dictionary is no help to choose with е: „градъ", „бѣлъ", „мѣсто"."""
    if len(word) > 1:
        word = word.rstrip(_MUTE_AT_END) or word
    yats = word.count(_OLD_YAT)
    if not 0 < yats <= _MOST_YATS:
        return word.replace(_OLD_YAT, "е")
    pieces = word.split(_OLD_YAT)
    read = ["".join(map("".join, zip(pieces, (*letters, ""), strict=True))) for letters in product("яе", repeat=yats)]
    return next(filter(lexicon.is_known, read), read[-1])
