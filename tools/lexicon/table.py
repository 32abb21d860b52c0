"""The table of simplemma: one lemma a form, gathered from many lists, of mixed quality."""

import re
from collections.abc import Iterator

from ramo.kit.bulgarian.fold import fold

from .lexemes import Lexeme

VERSION = "2.0.0"
_REFLEXIVE_MARK = "-("  # reflexive verbs stand as „обявя-(се)“
_WORD = re.compile("[а-я]*[а-щюя]")  # „градъ“ is spelled as before 1945
_COMMON_START = 1  # „операционна → система“ is no inflection


def lexemes() -> Iterator[Lexeme]:
    forms: dict[str, set[str]] = {}
    for form, lemma in _pairs():
        if form[:_COMMON_START] == lemma[:_COMMON_START]:
            forms.setdefault(lemma, {lemma}).add(form)
        else:
            forms.setdefault(form, {form})
    for lemma in sorted(forms):
        yield Lexeme(lemma, tuple(sorted(forms[lemma])), "table", whole=False)


def _pairs() -> Iterator[tuple[str, str]]:
    import simplemma
    from simplemma.strategies import DefaultDictionaryFactory

    if simplemma.__version__ != VERSION:
        raise SystemExit(f"simplemma {VERSION} is wanted, not {simplemma.__version__}")
    for form, lemma in DefaultDictionaryFactory().get_dictionary("bg").items():
        folded, folded_lemma = fold(form), fold(lemma).split(_REFLEXIVE_MARK)[0]
        if _WORD.fullmatch(folded) and _WORD.fullmatch(folded_lemma):
            yield folded, folded_lemma
