"""Words that mean the same person or thing: „даскал“ and учител, учителка and учител."""

from functools import cache
from importlib.resources import files

from . import lemmas, lexicon

# Endings of men's and women's names of one trade.
_PAIRS = (("ник", "ничка"), ("чик", "чичка"), ("ец", "ка"), ("ин", "ка"), ("", "ка"))
_TRADE = (
    "тел", "ар", "яр", "ач", "ист", "ер", "ьор", "ор", "ник", "чик", "ант", "ент", "лог", "граф", "ец", "ин", "ик",
)  # fmt: skip
_SHORTEST = 4


def kin(lemma: str) -> tuple[str, ...]:
    """Other words for it, dictionary forms."""
    return tuple(dict.fromkeys((*_everyday().get(lemma, ()), *_other_sex(lemma))))


def _other_sex(lemma: str) -> list[str]:
    found = []
    for man, woman in _PAIRS:
        if lemma.endswith(woman):
            found.append(lemma.removesuffix(woman) + man)
        if lemma.endswith(man):
            found.append(lemma.removesuffix(man) + woman)
    return [word for word in found if _is_trade(min(word, lemma, key=len)) and _is_lemma(word)]


def _is_trade(shorter: str) -> bool:
    return len(shorter) >= _SHORTEST and shorter.endswith(_TRADE)


def _is_lemma(word: str) -> bool:
    return lexicon.is_known(word) and word in lemmas.lemmas(word)


@cache
def _everyday() -> dict[str, tuple[str, ...]]:
    """`everyday.txt`: what people say, a colon, what is written."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files(__package__).joinpath("everyday.txt").read_text(encoding="utf-8").splitlines():
        said, sign, written = line.partition(":")
        if sign and not line.startswith("#"):
            found[said.strip()] = tuple(written.split())
    return found
