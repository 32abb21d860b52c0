"""Dictionary forms of a word: so that учител, учители and учителите meet under one key."""

import re
from collections.abc import Iterator
from functools import lru_cache

from . import lexicon

GUESS_MARK = "~"  # a stem cut by rule, so that it never meets a dictionary lemma
_SHORTEST_STEM = 3

# Ending → what may stand in its place in the dictionary form; longer endings first.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ищата", ("ище",)),
    ("овете", ("", "о")),
    ("евете", ("", "й")),
    ("ената", ("е", "ена")),
    ("етата", ("е",)),
    ("ците", ("к", "ц", "ец", "ца", "ка")),
    ("зите", ("г", "з", "за", "га")),
    ("сите", ("х", "с", "са", "ха")),
    ("ният", ("ен",)),
    ("ната", ("ен", "на")),
    ("ното", ("ен", "но")),
    ("ните", ("ен", "н", "на", "ня")),
    ("ията", ("ия",)),
    ("иите", ("ия", "ий")),
    ("рите", ("ър", "р", "ра")),
    ("лите", ("ъл", "л", "ла")),
    ("ката", ("ък", "ка")),
    ("кото", ("ък", "ко")),
    ("ките", ("ък", "ка", "к")),
    ("ища", ("ище",)),
    ("ове", ("", "о")),
    ("еве", ("", "й")),
    ("ена", ("е", "ен")),
    ("ета", ("е",)),
    ("ите", ("", "а", "о", "е", "я", "и", "ъ")),
    ("ият", ("и", "")),
    ("ата", ("а", "", "о")),
    ("ята", ("я",)),
    ("ото", ("о", "")),
    ("ето", ("е",)),
    ("ния", ("ен", "н")),
    ("ци", ("к", "ц", "ец", "ца", "ка")),
    ("зи", ("г", "з", "за", "га")),
    ("си", ("х", "с", "са", "ха")),
    ("ии", ("ия", "ий")),
    ("на", ("ен",)),
    ("но", ("ен",)),
    ("ни", ("ен",)),
    ("ка", ("ък",)),
    ("ко", ("ък",)),
    ("ки", ("ък",)),
    ("ри", ("ър",)),
    ("ли", ("ъл",)),
    ("ия", ("и", "")),
    ("та", ("",)),
    ("то", ("",)),
    ("те", ("",)),
    ("ът", ("",)),
    ("ят", ("", "й")),
    ("и", ("", "а", "о", "е", "я")),
    ("а", ("", "о")),
    ("я", ("", "й", "е")),
    ("о", ("", "а")),
    ("е", ("", "а")),
    ("у", ("",)),
    ("ю", ("", "й")),
)
# What an unknown word loses: the article first, then the mark of gender or number.
_ARTICLE = re.compile(r"(?:(?<=[аеиоуюя])(?:та|то|те)|(?<=[тщ])та|ът|ят)$")
_INFLECTION = re.compile(r"(?:ища?|ове|еве|ия|ии|ие|[аеийоуюя])$")
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}  # ученици, технолози, кожуси


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Every dictionary form a folded Cyrillic word may be a form of, else the word and its stem.

    A form two words share („обяви": обява, обявя) yields both.
    """
    own = lexicon.lemma_of(word)
    if own == word:
        return (word,)
    found = dict.fromkeys([own] if own else [])
    found.update(dict.fromkeys(filter(lexicon.is_lemma, _candidates(word))))
    if own:
        return tuple(found)
    return (word, *found) if found else (word, stem(word) + GUESS_MARK)


def stem(word: str) -> str:
    """What all forms of an unknown noun or name share, by rule."""
    cut = _cut(_INFLECTION, _cut(_ARTICLE, word))
    last = cut[-1:]
    return cut[:-1] + _SOFTENED.get(last, last)


def _candidates(word: str) -> Iterator[str]:
    """A longer replacement wants a longer base, lest a short name fall to a rare rule („Данко“: данък)."""
    for ending, replacements in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word:
            yield from (base + each for each in replacements if len(base) >= _SHORTEST_STEM + (len(each) > 1))


def _cut(ending: re.Pattern[str], word: str) -> str:
    cut = ending.sub("", word)
    return cut if len(cut) >= _SHORTEST_STEM else word
