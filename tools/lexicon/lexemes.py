"""A lexeme: a dictionary form with the forms found under it; and what is made of many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

VERB = "verb"
_FUNCTION_WORDS = {
    "personal", "possessive", "demonstrative", "general", "interrogative", "indefinite", "negative", "relative",
    "preposition", "conjunction", "particle",
}  # fmt: skip
_AUXILIARIES = {"съм", "бъда"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """`part` is the folder of its table: noun, verb, adjective … or whose list it is from.

    `whole`: every form there is stands here, so that no other form is ever its.
    """

    lemma: str
    forms: tuple[str, ...]
    part: str
    whole: bool = True


def lemmas_by_form(lexemes: Iterable[Lexeme]) -> dict[str, set[str]]:
    """An ambiguous form keeps all its lemmas, save that „ми", „ще", „преди" are no forms of мия, ща, преда."""
    found: dict[str, set[str]] = {}
    of_verbs: dict[str, set[str]] = {}
    function_words: set[str] = set()
    for lexeme in lexemes:
        is_content_verb = lexeme.part == VERB and lexeme.lemma not in _AUXILIARIES
        for form in lexeme.forms:
            (of_verbs if is_content_verb else found).setdefault(form, set()).add(lexeme.lemma)
        if lexeme.part in _FUNCTION_WORDS:
            function_words.update(lexeme.forms)
    for form, lemmas in of_verbs.items():
        if form not in function_words:
            found.setdefault(form, set()).update(lemmas)
    return found


def united(first: Mapping[str, set[str]], second: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """What the first does not know comes from the second."""
    return {**second, **first}
