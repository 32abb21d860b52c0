"""The bench's words of Wiktionary, from UniMorph's Bulgarian table: python -m tools.lexicon.unimorph bul"""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from ramo.kit.bulgarian.fold import fold

GOLD = Path(__file__).resolve().parent.parent.parent / "bench" / "gold" / "wiktionary.txt"
SHA256 = "bccdd8b4e279e1aa75c8c4667711270289fe15cf6b3c7ecde244a04eca126727"
_ONE_OF = 3
_OF_THE_VERB, _VERBAL_NOUN = {"V", "V.PTCP", "V.CVB"}, "V.MSDR"  # „писане“ is a word of its own, not of пиша


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, help="the file `bul` of unimorph/bul")
    content: bytes = parser.parse_args().table.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SystemExit("this is another table: its SHA-256 differs")
    lines = sorted(_lexemes(content.decode("utf-8")))
    GOLD.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"wiktionary: {len(lines):,} lexemes")


def _lexemes(table: str) -> Iterator[str]:
    """Every third; forms of one word only, so no „по-добър"."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table.splitlines():
        lemma, form, features = row.split("\t") if row else ("", "", "")
        part = features.split(";")[0]
        if lemma.isalpha() and form.isalpha():
            forms[fold(lemma), "V" if part in _OF_THE_VERB else part].add(fold(form))
    for (lemma, part), others in forms.items():
        if crc32(f"{lemma} {part}".encode()) % _ONE_OF == 0:
            yield " ".join(sorted(others) if part == _VERBAL_NOUN else [lemma, *sorted(others - {lemma})])


if __name__ == "__main__":
    main()
