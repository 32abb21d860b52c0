"""Lexemes become files that are mapped, not read."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import marisa_trie

from . import endings
from .edits import Edit, edit, payload
from .lexemes import Lexeme


def save_dictionary(folder: Path, forms: Mapping[str, set[str]], teachers: Iterable[Lexeme]) -> None:
    """`teachers` are the lexemes from which endings are learned; their lemmas are closed if they are whole."""
    folder.mkdir(parents=True, exist_ok=True)
    teachers = list(teachers)
    closed = {lexeme.lemma for lexeme in teachers if lexeme.whole}
    save(folder / "forms.marisa", _form_values(forms, closed))
    learned = endings.guesses(teachers)
    save_endings(folder, learned)
    print(f"{folder.name}: {len(forms):,} forms, {len(learned):,} endings")


def save_endings(folder: Path, learned: Mapping[endings.Ending, Iterable[Edit]]) -> None:
    save(folder / "endings.marisa", ((ending[::-1], payload(edits)) for ending, edits in learned.items()))


def save_tiers(folder: Path, tiers: Mapping[str, int]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "words.marisa", ((word, bytes([tier])) for word, tier in tiers.items()))
    print(f"{folder.name}: {len(tiers):,} words")


def save(file: Path, values: Iterable[tuple[str, bytes]]) -> None:
    marisa_trie.BytesTrie(sorted(values)).save(str(file))


def _form_values(forms: Mapping[str, set[str]], closed: set[str]) -> Iterable[tuple[str, bytes]]:
    for form, lemmas in forms.items():
        own_first = sorted(lemmas, key=lambda lemma: (lemma != form, lemma))
        yield form, payload((edit(form, lemma) for lemma in own_first), closed=form in lemmas and form in closed)
