"""„Which occupation is this?“: one label of each occupation held out, and asked for; the rival finds whole labels only.

Of the labels that one occupation alone bears: for Bulgarian and English one of its other names, for German the woman's
name where the man's stays known. Romanian has no other names to hold out: there the titles of the national
classification are asked for (`gold/`), written without its letters ă, ș, ț, of which none stands in our list.
"""

import csv
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import tell
from ramo.vocabularies.data import OccupationData
from ramo.vocabularies.readers import read_occupations
from ramo.vocabularies.recognising import CERTAIN, LIKELY, Known, Recogniser, title_key

RIVAL = "whole labels only"
REGISTER = Path(__file__).parent.parent / "ramo" / "seed" / "registers" / "occupations.csv"


ROMANIAN = Path(__file__).parent / "gold" / "occupations_ro.csv"


@dataclass(frozen=True)
class Held:
    title: str
    uri: str
    isco: str


class Exact:
    """A title is an occupation where one alone bears it as a label."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._uris: dict[str, set[str]] = {}
        self._isco = {each.uri: each.isco for each in known}
        for each in known:
            for label in each.labels:
                self._uris.setdefault(title_key(label), set()).add(each.uri)

    def groups(self, title: str) -> set[str]:
        return {self._isco[uri] for uri in self._uris.get(title_key(title), ())}

    def right(self, held: Held) -> bool:
        return self._uris.get(title_key(held.title)) == {held.uri}

    def right_group(self, held: Held) -> bool:
        return self.groups(held.title) == {held.isco}


def split(rows: Sequence[OccupationData]) -> tuple[list[Known], dict[str, list[Held]]]:
    """What stays known and what is held out, by language; the same draw each time."""
    dice = random.Random(7)  # noqa: S311
    bearers = Counter(key for row in rows for key in {title_key(label) for label in _labels(row)})
    known, held = [], {"bg": list[Held](), "en": list[Held](), "de": list[Held]()}
    for row in rows:
        kept = [row.label_bg, row.label_en, *row.label_ro.split("/")]
        others = {
            "bg": [each for each in row.alternative_bg if title_key(each) != title_key(row.label_bg)],
            "en": [each for each in row.alternative_en if title_key(each) != title_key(row.label_en)],
            "de": row.label_de.split("/"),
        }
        for language, labels in others.items():
            mine = [each for each in labels if bearers[title_key(each)] == 1]
            if mine and len(labels) > (language == "de"):
                out = mine[-1] if language == "de" else dice.choice(mine)
                labels.remove(out)
                held[language].append(Held(out, row.uri, row.isco_code))
            kept += labels
        known.append(Known(row.uri, row.isco_code, tuple(filter(None, kept))))
    held["ro"] = [each for each in _romanian(rows) if not bearers[title_key(each.title)]]
    return known, held


def _romanian(rows: Sequence[OccupationData]) -> list[Held]:
    groups = {row.uri: row.isco_code for row in rows}
    with ROMANIAN.open(encoding="utf-8", newline="") as file:
        return [Held(row["title"], row["uri"], groups[row["uri"]]) for row in csv.DictReader(file)]


def _labels(row: OccupationData) -> list[str]:
    several = [*row.alternative_bg, *row.alternative_en, *row.label_de.split("/"), *row.label_ro.split("/")]
    return [row.label_bg, row.label_en, *several]


def share(right: Iterable[bool]) -> float:
    told = list(right)
    return sum(told) / len(told) if told else 0.0


def main() -> None:
    known, held = split(read_occupations(REGISTER.read_bytes()).rows)
    start = time.perf_counter()
    ours = Recogniser(known)
    ours.recognise("шивач")
    print(f"built in {time.perf_counter() - start:.1f} s", flush=True)
    rival = Exact(known)
    for language, titles in held.items():
        start = time.perf_counter()
        guesses = [(each, ours.recognise(each.title)) for each in titles]
        spent = (time.perf_counter() - start) * 1000 / len(titles)
        what = f"{language}, {len(titles):,} titles held out ({spent:.1f} ms a title)"
        right = share(guess.uri == each.uri for each, guess in guesses)
        right_group = share(guess.isco == each.isco for each, guess in guesses)
        by_rival, groups_by_rival = share(map(rival.right, titles)), share(map(rival.right_group, titles))
        tell(f"{what}: the occupation", right * 100, RIVAL, max(by_rival * 100, 0.01), "%")
        tell(f"{what}: its ISCO group", right_group * 100, RIVAL, max(groups_by_rival * 100, 0.01), "%")
        certain = [(each, guess) for each, guess in guesses if guess.confidence >= CERTAIN]
        likely = [(each, guess) for each, guess in guesses if guess.isco_confidence >= LIKELY]
        print(
            f"  given without a person: occupation to {len(certain) / len(titles):.0%},"
            f" {share(guess.uri == each.uri for each, guess in certain):.0%} right"
            f" ({share(guess.isco == each.isco for each, guess in certain):.0%} in its group);"
            f" group to {len(likely) / len(titles):.0%},"
            f" {share(guess.isco == each.isco for each, guess in likely):.0%} right",
            flush=True,
        )


if __name__ == "__main__":
    main()
