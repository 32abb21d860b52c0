"""By hand, for texts that may not ship: sentences of a CoNLL-U treebank found by a word in any of its forms.

python -m bench.treebank bg_btb-ud-dev.conllu bg_btb-ud-test.conllu
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench import recall, savoy
from ramo.kit.bulgarian import analyse
from ramo.kit.bulgarian.fold import fold

_CONTENT = {"NOUN", "ADJ", "VERB", "PROPN"}
_REFLEXIVE_MARK = "-"  # „боя-се"
Sentence = list[tuple[str, str]]  # form, lemma with its part of speech; that is empty for words of language


def main() -> None:
    sentences = [sentence for name in sys.argv[1:] for sentence in _sentences(Path(name))]
    if not sentences:
        print("treebank: name CoNLL-U files to measure on; none ships with the project")
        return
    for name, keys_of in (
        ("no analysis", lambda word: [word]),
        ("savoy", lambda word: [savoy.stem(word)]),
        ("ours", ours),
    ):
        print(f"{len(sentences):,} sentences, {name}: {recall.mean(_found(sentences, keys_of))}")


def ours(word: str) -> list[str]:
    return [key for each in analyse(word) for key in each.keys]


def _sentences(file: Path) -> Iterator[Sentence]:
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        words = [
            (fold(row[1]), f"{fold(row[2]).split(_REFLEXIVE_MARK)[0]} {row[3]}", row[3])
            for row in rows
            if row[0].isdigit()
        ]
        yield [(form, lemma if part in _CONTENT else "") for form, lemma, part in words if form.isalpha()]


def _found(sentences: list[Sentence], keys_of: recall.KeysOf) -> Iterator[tuple[float, float]]:
    """Each content word that more than one sentence holds in some form is asked for."""
    filed, own, meant = (
        defaultdict[str, set[int]](set),
        defaultdict[str, set[int]](set),
        defaultdict[str, set[str]](set),
    )
    for number, sentence in enumerate(sentences):
        for form, lemma in sentence:
            for key in keys_of(form):
                filed[key].add(number)
            if lemma:
                own[lemma].add(number)
                meant[form].add(lemma)
    for form, lemmas in meant.items():
        wanted = set[int]().union(*(own[lemma] for lemma in lemmas))
        found = set[int]().union(*(filed[key] for key in keys_of(form)))
        if len(wanted) > 1:
            yield len(wanted & found) / len(wanted), len(wanted & found) / len(found)


if __name__ == "__main__":
    main()
