"""Compiles the dictionaries: python -m tools.lexicon bgoffice_4.1.orig.tar.gz wordfreq-3.1.1-py3-none-any.whl"""

import argparse
from pathlib import Path

from ramo.kit.bulgarian import lexicon

from . import bgoffice, endings, frequencies, gold, table
from .compiling import save_dictionary, save_tiers
from .lexemes import Lexeme, lemmas_by_form, united

# Forms of a word that the tables give to another alone.
SUPPLETIVE = [Lexeme("човек", ("хора", "хората"), "male")]
SHIPPED = Path(lexicon.__file__).parent / "dictionaries"
GOLD = Path(__file__).resolve().parent.parent.parent / "bench" / "gold"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="source package of bgoffice 4.1, as Debian keeps it")
    parser.add_argument("wheel", type=Path, help="wordfreq 3.1.1, as PyPI keeps it")
    parser.add_argument("--into", type=Path, default=SHIPPED)
    parser.add_argument(
        "--gold", type=Path, default=GOLD, help="where the bench's words go that the lexicon must not know"
    )
    arguments = parser.parse_args()
    tiers = frequencies.tiers(arguments.wheel)
    whole, gathered = list(bgoffice.lexemes(arguments.package)), list(table.lexemes())
    of_table = lemmas_by_form(gathered)
    alone = {lexeme.lemma for lexeme in gathered if set(lexeme.forms) == {lexeme.lemma}}  # mostly forms themselves
    others = endings.with_likely_lemmas(of_table, endings.guesses(whole), doubted=alone)
    save_dictionary(arguments.into / lexicon.FULL, united(lemmas_by_form([*whole, *SUPPLETIVE]), others), whole)
    forms = endings.with_likely_lemmas(of_table, endings.guesses(gathered))
    save_dictionary(arguments.into / lexicon.FREE, forms, gathered)
    save_tiers(arguments.into / "common", tiers)
    gold.write(arguments.gold, whole)


if __name__ == "__main__":
    main()
