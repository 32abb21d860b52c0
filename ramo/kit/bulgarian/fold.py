"""One spelling for what a reader takes for the same word: case, stress marks, hidden, old and borrowed letters."""

import re
import unicodedata

_ALIKE = dict(zip("ABEKMHOPCTXYaeopcxy", "АВЕКМНОРСТХУаеорсху", strict=True))
_STRESSED_LATIN = dict(zip("ÁÀÉÈÓÒáàéèóòýỳ", "ААЕЕООааееооуу", strict=True))  # „замъкá" typed for „замъка́"
_TO_CYRILLIC = str.maketrans(_ALIKE | _STRESSED_LATIN)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _ALIKE.items()})

_ALL_ALIKE = re.compile("[abekmhopctxy0-9]*")

# Most text: of one alphabet and plain signs, so that only its case can differ.
_PLAIN = re.compile("[\n -@\\[-`{|}~А-Яа-я–—„“”«»€§°]*|[\n -~]*")

_REPLACED = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2212", "-")
    | {"ѝ": "и", "Ѝ": "И", "ѐ": "е", "Ѐ": "Е"}
    # Spelled otherwise before 1945, or by neighbours; ѣ is read е or я only with a dictionary.
    | dict(zip("ѫѪѭѬѧѦіІѳѲѵѴѡѠ", "ъЪяЯеЕиИфФиИоО", strict=True))
)
# Soft hyphen, zero-width and direction signs, and the stress marks that no Bulgarian letter needs (й is one letter).
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0300\u0301\u0341]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u00ff\u1ef2\u1ef3]")
_MIXED = re.compile("[A-Za-z\u00c0-\u00ff\u1ef2\u1ef3][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z\u00c0-\u00ff\u1ef2\u1ef3]")
# A letter alone before a hyphen belongs to the alphabet of what follows: „e-здраве" with a Latin e.
_LONE_LATIN = re.compile(r"(?<![^\W_])[AaBEeKMHOoPpCcTXxYy](?=-[\u0400-\u04ff])")
_LONE_CYRILLIC = re.compile(r"(?<![^\W_])[АаВЕеКМНОоРрСсТХхУу](?=-[A-Za-z])")


def fold(text: str) -> str:
    """Lower case, ѝ → и (never й → и), no stress or invisible marks, Latin look-alikes mended.

    Folding what is folded changes nothing.
    """
    if _PLAIN.fullmatch(text):
        return text.lower().replace("\n", " ")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).translate(_REPLACED))
    text = unicodedata.normalize("NFKC", _CONTROL.sub(" ", text))
    if _MIXED.search(text):
        text = _LETTERS.sub(lambda match: mend_look_alikes(match.group()), text)
    if "-" in text:
        text = _LONE_LATIN.sub(lambda match: match.group().translate(_TO_CYRILLIC), text)
        text = _LONE_CYRILLIC.sub(lambda match: match.group().translate(_TO_LATIN), text)
    return unicodedata.normalize("NFKC", text.lower())


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


def in_cyrillic(word: str) -> str:
    """What a folded Latin word looks like when its letters, as capitals, are taken for Cyrillic ones; else empty."""
    return word.upper().translate(_TO_CYRILLIC).lower() if _ALL_ALIKE.fullmatch(word) else ""


def is_cyrillic(word: str) -> bool:
    return bool(_CYRILLIC.search(word))
