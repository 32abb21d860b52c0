"""What the analyser is measured by: lexemes kept from it, and endings learned from the others alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from . import endings
from .compiling import save_endings
from .lexemes import Lexeme

_ONE_OF = 40
_SHORTEST = 4


def write(folder: Path, lexemes: Sequence[Lexeme]) -> None:
    """A line a lexeme: its lemma, then its other forms."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = list(_kept_back(lexemes))
    lines = (" ".join(dict.fromkeys((lexeme.lemma, *lexeme.forms))) for lexeme in kept)
    (folder / "held_out.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    hidden = {lexeme.lemma for lexeme in kept}
    learned = endings.guesses([lexeme for lexeme in lexemes if lexeme.lemma not in hidden])
    save_endings(folder, learned)
    print(f"gold: {len(kept):,} lexemes held out")


def _kept_back(lexemes: Sequence[Lexeme]) -> Iterator[Lexeme]:
    """Of the inflected ones every fortieth, by a sum of its letters, none of whose forms is another's too."""
    owners = Counter(form for form, _ in {(form, lexeme.lemma) for lexeme in lexemes for form in lexeme.forms})
    told: set[str] = set()
    for lexeme in lexemes:
        chosen = lexeme.whole and len(lexeme.lemma) >= _SHORTEST and crc32(lexeme.lemma.encode()) % _ONE_OF == 0
        if chosen and lexeme.lemma not in told and all(owners[form] == 1 for form in lexeme.forms):
            told.add(lexeme.lemma)
            yield lexeme
