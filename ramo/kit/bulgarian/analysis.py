"""Text to search keys, the same for what is filed and for what is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from . import english, fold, lemmas, lexicon, tokens

# Whatever changes keys changes this; what was filed under another version is analysed again.
ANALYSER_VERSION = f"4-{lexicon.name()}"

_COMMON = """
а ако ама без бе би била били било бих в вече ви вие все във върху да дали до др е едва г ги го за защо
зад и из или им има имат искам й каква какви какво какъв как като кога която които който което към ли
ме между ми мен мене много мога може моя моята мой моето моите на над най нас не него нея ни ние но
нещо някак някаква някакъв някой о об обаче от около по под пред през при с са само се си сте съм със
така там тази те тези ти то това този тя тук у ще я
a an and at by do for from how i in is it my of on or the to what where with
"""
STOP_WORDS = frozenset(_COMMON.split())
# Of these nobody looks for other forms; „и" need not be filed under „тя" for every „ѝ".
_ONLY_THEMSELVES = STOP_WORDS - {"има", "имам", "имат", "мога", "може"}

# Abbreviations that people write in Latin letters too.
_LATIN_ABBREVIATIONS = {
    "pik": "пик", "kep": "кеп", "egn": "егн", "eik": "еик", "nap": "нап", "noi": "нои", "nzok": "нзок", "telk": "телк",
}  # fmt: skip
_KEPT_WORDS = 10_000  # the commonest words of a text come again and again; 5 MB at most
_LONGEST_KEPT = 40
_SHORTEST_TWIN = 3
_LONGEST_ASKED = 2_000  # letters of a question: ten times what the search page takes


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its keys: any one of them found means the word is found."""

    text: str
    keys: tuple[str, ...]

    @property
    def is_stop(self) -> bool:
        """Too common to look for („на", „как"), unless nothing else was asked."""
        return self.text in STOP_WORDS


def analyse(text: str) -> list[Word]:
    """The words of a text in their order, each with its group of keys."""
    return _words(tokens.with_whole_phones(fold.fold(text)))


def asked(text: str) -> list[Word]:
    """The words of a question that are worth looking for, each once; of a text without end its beginning."""
    folded = tokens.with_phones_whole(fold.fold(text[:_LONGEST_ASKED]))
    words = list({word.keys: word for word in _words(folded)}.values())
    return [word for word in words if not word.is_stop] or words


def _words(folded: str) -> list[Word]:
    found: list[Word] = []
    for chunk in tokens.chunks(folded):
        found += _kept(chunk) if len(chunk) <= _LONGEST_KEPT else _words_of(chunk)
    return found


def _words_of(chunk: str) -> tuple[Word, ...]:
    if chunk.isalpha() and len(chunk) <= _LONGEST_KEPT:
        return (Word(chunk, _keys_of_word(chunk)),)
    return tuple([Word(part.text, _keys(part)) for part in tokens.parts(chunk)])


_kept: Callable[[str], tuple[Word, ...]] = lru_cache(maxsize=_KEPT_WORDS)(_words_of)


def _keys(part: tokens.Part) -> tuple[str, ...]:
    keys = _keys_of_word(part.text)
    if not part.is_joined:
        return keys
    wholes = [part.before + key + part.after for key in (part.text, *keys)]
    return tuple(dict.fromkeys((*keys, *(whole[: tokens.MAX_WORD_LENGTH] for whole in wholes))))


def _keys_of_word(word: str) -> tuple[str, ...]:
    if word in _ONLY_THEMSELVES or word.isdigit():
        return (word,)
    return _latin_keys(word) if word.isascii() else lemmas.lemmas(word)


def _latin_keys(word: str) -> tuple[str, ...]:
    """With the Cyrillic word it may be typed for: „ПИК"; „САМО", „категория B", „B2" where each letter has a twin."""
    stem, twin = english.stem(word), fold.in_cyrillic(word)
    if word in _LATIN_ABBREVIATIONS:
        return stem, _LATIN_ABBREVIATIONS[word]
    if len(twin) >= _SHORTEST_TWIN and lexicon.is_known(twin):
        return stem, *_keys_of_word(twin)
    return (stem, twin) if twin and len(word.rstrip("0123456789")) == 1 else (stem,)
