"""Bulgarian names in Latin letters, as the law on transliteration spells them (the Streamlined System)."""

import re

_SPELLED = "а a, б b, в v, г g, д d, е e, ж zh, з z, и i, й y, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, \
ф f, х h, ц ts, ч ch, ш sh, щ sht, ъ a, ь y, ю yu, я ya"
_LETTERS = dict(pair.split() for pair in _SPELLED.split(", "))
_ENDING = re.compile(r"ия\b", re.IGNORECASE)
_EXCEPTIONS = {"България": "Bulgaria"}


def romanised(text: str) -> str:
    """`ия` at the end of a word is `ia`; anything that is no Bulgarian letter stays."""
    for name, spelled in _EXCEPTIONS.items():
        text = text.replace(name, spelled)
    return "".join(map(_letter, _ENDING.sub(_ending, text)))


def _ending(found: re.Match[str]) -> str:
    return "IA" if found.group().isupper() else "ia"


def _letter(letter: str) -> str:
    spelled = _LETTERS.get(letter.lower())
    if spelled is None:
        return letter
    return spelled.capitalize() if letter.isupper() else spelled
