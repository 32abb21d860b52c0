"""Compiles the dictionaries: python -m tools.lexicon bgoffice_4.1.orig.tar.gz wordfreq-3.1.1-py3-none-any.whl"""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

import marisa_trie

from ramo.kit.bulgarian import lexicon

from . import bgoffice, endings, frequencies, table
from .edits import edit, payload
from .lexemes import Lexeme, lemmas_by_form, united

# Forms of a word that the tables give to another alone.
SUPPLETIVE = [Lexeme("човек", ("хора", "хората"), "male")]
SHIPPED = Path(lexicon.__file__).parent / "dictionaries"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="source package of bgoffice 4.1, as Debian keeps it")
    parser.add_argument("wheel", type=Path, help="wordfreq 3.1.1, as PyPI keeps it")
    parser.add_argument("--into", type=Path, default=SHIPPED)
    arguments = parser.parse_args()
    whole, gathered = list(bgoffice.lexemes(arguments.package)), list(table.lexemes())
    forms = united(lemmas_by_form([*whole, *SUPPLETIVE]), lemmas_by_form(gathered))
    write(arguments.into / lexicon.FULL, forms, whole)
    write(arguments.into / lexicon.FREE, endings.with_likely_lemmas(lemmas_by_form(gathered), gathered), gathered)

    common = arguments.into / "common"
    common.mkdir(parents=True, exist_ok=True)
    tiers = frequencies.tiers(arguments.wheel)
    trie((word, bytes([tier])) for word, tier in tiers.items()).save(str(common / "words.marisa"))
    print(f"common: {len(tiers):,} words")


def write(folder: Path, forms: Mapping[str, set[str]], teachers: Iterable[Lexeme]) -> None:
    """`teachers` are the lexemes from which endings are learned; their lemmas are closed if they say so."""
    folder.mkdir(parents=True, exist_ok=True)
    teachers = list(teachers)
    closed = {lexeme.lemma for lexeme in teachers if lexeme.whole}
    trie(_form_values(forms, closed)).save(str(folder / "forms.marisa"))
    guesses = endings.guesses(teachers)
    trie((ending[::-1], payload(edits)) for ending, edits in guesses.items()).save(str(folder / "endings.marisa"))
    print(f"{folder.name}: {len(forms):,} forms, {len(guesses):,} endings")


def _form_values(forms: Mapping[str, set[str]], closed: set[str]) -> Iterable[tuple[str, bytes]]:
    for form, lemmas in forms.items():
        own_first = sorted(lemmas, key=lambda lemma: (lemma != form, lemma))
        yield form, payload((edit(form, lemma) for lemma in own_first), closed=form in lemmas and form in closed)


def trie(values: Iterable[tuple[str, bytes]]) -> marisa_trie.BytesTrie:
    return marisa_trie.BytesTrie(sorted(values))


if __name__ == "__main__":
    main()
