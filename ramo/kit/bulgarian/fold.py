"""One spelling for what a reader takes for the same word: case, stress marks, hidden and borrowed letters."""

import re
import unicodedata

_LOOK_ALIKES = dict(zip("ABEKMHOPCTXYaeopcxy", "АВЕКМНОРСТХУаеорсху", strict=True))
_TO_CYRILLIC = str.maketrans(_LOOK_ALIKES)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _LOOK_ALIKES.items()})

_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2212", "-"))
# Soft hyphen, zero-width characters, and the stress marks that no Bulgarian letter needs (й is one letter).
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0300\u0301\u0341]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_STRESSED_LETTERS = str.maketrans({"ѝ": "и", "Ѝ": "И", "ѐ": "е", "Ѐ": "Е"})


def fold(text: str) -> str:
    """Lower case, ѝ → и (never й → и), no stress or invisible marks, Latin look-alikes mended.

    Folding what is folded changes nothing.
    """
    text = unicodedata.normalize("NFKC", text).translate(_STRESSED_LETTERS).translate(_HYPHENS)
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    mended = _LETTERS.sub(lambda match: mend_look_alikes(match.group()), text)
    return unicodedata.normalize("NFKC", mended.lower())


def mend_look_alikes(word: str) -> str:
    """A word typed with letters of two alphabets, in the one it was meant in; else unchanged.

    „Cофия" with a Latin C is Bulgarian; „СV" with a Cyrillic С is Latin, for V has no Cyrillic twin.
    """
    if not (_CYRILLIC.search(word) and _LATIN.search(word)):
        return word
    for alphabet, foreign in ((_TO_CYRILLIC, _LATIN), (_TO_LATIN, _CYRILLIC)):
        mended = word.translate(alphabet)
        if not foreign.search(mended):
            return mended
    return word


def is_cyrillic(word: str) -> bool:
    return bool(_CYRILLIC.search(word))
