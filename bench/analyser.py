"""The Bulgarian analyser: how well forms of words it never saw meet, beside two rivals; its memory, load and speed."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sized
from pathlib import Path

from bench.measure import tell

SEED = Path(__file__).resolve().parent.parent / "ramo" / "seed"


def main() -> None:
    if len(sys.argv) > 1:
        {"ours": _ours, "dictionary": _dictionary}[sys.argv[1]]()
        return
    _recall()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "forms.txt"
        _write_table(table)
        ours, rival = _measured("ours"), _measured("dictionary", str(table))
    for what, unit, place in (
        ("memory", "MB", 0),
        ("load", "s", 1),
        ("words by lines", "words/s", 2),
        ("words in one text", "words/s", 3),
    ):
        tell(f"analyser, {what}", ours[place], "the same forms in a dict", rival[place], unit)


def _recall() -> None:
    from bench import recall, savoy
    from ramo.kit.bulgarian import lemmas, lexicon

    held_out, new = recall.lexemes("held_out.txt"), recall.lexemes("new_words.txt")
    rivals: list[tuple[str, Callable[[str], Iterable[str]]]] = [
        ("no analysis", lambda word: [word]),
        ("savoy", lambda word: [savoy.stem(word)]),
    ]
    with recall.unlearned([*held_out, *new]):
        others = [word for word in lexicon._common() if lexicon.is_known(word)]
        for name, gold in (("held out", held_out), ("new words", new)):
            for rival, keys_of in (("ours", lemmas.lemmas), *rivals):
                print(
                    f"{len(gold)} {name} among {len(others):,} others, {rival}: {recall.score(keys_of, gold, others)}"
                )
    of_wiktionary = recall.lexemes("wiktionary.txt")
    for rival, keys_of in (("ours", lemmas.lemmas), *rivals):
        print(f"{len(of_wiktionary)} of Wiktionary, {rival}: {recall.score(keys_of, of_wiktionary, ())}")


def _write_table(file: Path) -> None:
    from ramo.kit.bulgarian import lexicon

    lines = (f"{form} {' '.join(lexicon.lemmas(form))}\n" for form in lexicon._forms())
    file.write_text("".join(lines), encoding="utf-8")


def _measured(which: str, *arguments: str) -> list[float]:
    done = subprocess.run([sys.executable, "-m", "bench.analyser", which, *arguments], check=True, capture_output=True)
    return [float(figure) for figure in done.stdout.split()]


def _ours() -> None:
    before, started = _memory_mb(), time.process_time()
    from ramo.kit.bulgarian import analyse

    analyse("учителите уебинарите")
    _report(analyse, time.process_time() - started, before)


def _dictionary() -> None:
    """The plainest way to the same keys: every form in a dict, words cut by a pattern."""
    import re

    before, started = _memory_mb(), time.process_time()
    with Path(sys.argv[2]).open(encoding="utf-8") as lines:
        forms = {form: tuple(lemmas) for form, *lemmas in map(str.split, lines)}
    loaded = time.process_time() - started
    word = re.compile(r"[^\W_]+")
    _report(lambda text: [forms.get(each, (each,)) for each in word.findall(text.lower())], loaded, before)


def _report(cut: Callable[[str], Sized], load_seconds: float, memory_before: float) -> None:
    """Texts of the project line by line, then all in one: by the processor's time, which other work changes less."""
    lines = list(_texts())
    memory_of_texts = 2 * sum(map(len, lines)) * 2 / 1e6
    speeds = []
    for texts in (lines, ["\n".join(lines)]):
        started = time.process_time()
        words = sum(len(cut(text)) for text in texts)
        speeds.append(words / (time.process_time() - started))
        if texts is lines:
            memory = _memory_mb() - memory_before - memory_of_texts
    print(memory, load_seconds, *speeds)


def _texts() -> Iterable[str]:
    """Content and occupations, by paragraphs and lines."""
    for pattern in ("content/*.yaml", "content/*.csv", "content/concepts/*.md", "registers/occupations.csv"):
        for file in sorted(SEED.glob(pattern)):
            yield from filter(None, file.read_text(encoding="utf-8").split("\n"))


def _memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
