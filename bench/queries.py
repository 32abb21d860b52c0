"""Mistyped questions: nDCG@10 of each sort of mistyping divided by the same questions as they are meant.

The rival leaves the words as they are typed. Cards and questions are drawn from the occupations that ship; what
was made of the occupation asked for is the answer, what is of its ISCO group half of one. `BENCH_CARDS` and
`BENCH_QUESTIONS` set the sizes.
"""

import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any
from unittest import mock

from bench.house import own_house
from bench.mistyping import in_latin, with_a_slip, with_twins

CARDS = int(os.environ.get("BENCH_CARDS", "4000"))
QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", "300"))
DEPTH = 10
SAME, ALIKE = 2.0, 1.0
TITLES = ("{}", "Търси се {}", "{} – 2 места", "Работа за {}", "{}, пълен работен ден", "Свободно място: {}")


@dataclass(frozen=True)
class Asked:
    text: str
    occupation: str
    group: str


class Town:
    """Offers and questions on them, the same for each run."""

    def __init__(self) -> None:
        from ramo.vocabularies.models import Occupation, Settlement, Topic

        self.dice = random.Random(5)  # noqa: S311 - the same draw each time
        self.jobs = list(Occupation.objects.exclude(isco_code="").order_by("pk"))
        self.places = list(Settlement.objects.order_by("pk").values_list("pk", flat=True))
        self.phrases = [word for topic in Topic.objects.order_by("pk") for word in topic.synonyms_bg]
        self.offers: list[Any] = []

    def cards(self) -> list[Any]:
        from ramo.search.data import Card

        cards = []
        for number in range(CARDS):
            job = self.jobs[int(len(self.jobs) * self.dice.random() ** 2)]
            self.offers.append(job)
            name = self.dice.choice([job.label_bg, job.label_bg, *job.alternative_bg])
            title = self.dice.choice(TITLES).format(name)
            text = ". ".join(self.dice.sample(self.phrases, 6))
            place = self.dice.choice(self.places)
            cards.append(
                Card("vacancy", f"bench-{number}", f"/obyava/{number}/", title[:250], text_bg=text, ekatte=place)
            )
        return cards

    def questions(self) -> list[Asked]:
        from ramo.kit.bulgarian import asked

        found: list[Asked] = []
        while len(found) < QUESTIONS:
            job = self.dice.choice(self.offers)
            words = [word.text for word in asked(job.label_bg) if len(word.text) > 2]
            if words:
                found.append(Asked(" ".join(words[: self.dice.randint(1, 3)]), job.pk, job.isco_code))
        return found

    def ideal(self, asked: Asked) -> list[float]:
        gains = [gain(asked, job) for job in self.offers]
        return sorted((each for each in gains if each), reverse=True)[:DEPTH]


def gain(asked: Asked, job: Any) -> float:
    return SAME if job.pk == asked.occupation else ALIKE if job.isco_code == asked.group else 0.0


def discounted(gains: Sequence[float]) -> float:
    return sum(each / log2(place + 2) for place, each in enumerate(gains))


def ndcg(town: Town, asked: Asked, text: str) -> float:
    from ramo.search.data import SearchQuery
    from ramo.search.engine import search

    keys = [hit.key for hit in search(SearchQuery(text=text)).hits[:DEPTH]]
    jobs = [town.offers[int(key.removeprefix("bench-"))] if key.startswith("bench-") else None for key in keys]
    return discounted([gain(asked, job) if job else 0.0 for job in jobs]) / discounted(town.ideal(asked))


def mean(town: Town, questions: Sequence[Asked], mistyped: Callable[[str], str]) -> tuple[float, float]:
    """Of all questions, and milliseconds a question."""
    texts = [mistyped(each.text) for each in questions]
    start = time.perf_counter()
    total = sum(ndcg(town, each, text) for each, text in zip(questions, texts, strict=True))
    return total / len(questions), (time.perf_counter() - start) * 1000 / len(questions)


def unrepaired(town: Town, questions: Sequence[Asked], mistyped: Callable[[str], str]) -> float:
    from ramo.kit.bulgarian import fold
    from ramo.search import reading

    with (
        mock.patch.object(reading, "repairs", return_value={}),
        mock.patch.object(fold, "mend_look_alikes", lambda word: word),
    ):
        return mean(town, questions, mistyped)[0]


def main() -> None:
    with own_house():
        measure()


def measure() -> None:
    from ramo.search.actions import file_cards

    town = Town()
    file_cards(town.cards())
    tell(town, town.questions())


def tell(town: Town, questions: Sequence[Asked]) -> None:
    meant, spent = mean(town, questions, str)
    print(f"as meant: nDCG@{DEPTH} {meant:.3f}, {spent:.1f} ms a question", flush=True)
    sorts: dict[str, Callable[[random.Random], Callable[[str], str]]] = {
        "Latin, official": lambda dice: lambda text: in_latin(text, dice, chat=False),
        "Latin, chats": lambda dice: lambda text: in_latin(text, dice, chat=True),
        "look-alike letters": lambda dice: lambda text: with_twins(text, dice),
        "one slip": lambda dice: lambda text: with_a_slip(text, dice),
    }
    for name, way in sorts.items():
        ours, spent = mean(town, questions, way(random.Random(6)))  # noqa: S311 - the same draw for both
        rival = unrepaired(town, questions, way(random.Random(6)))  # noqa: S311
        print(
            f"{name}: nDCG@{DEPTH} {ours:.3f}, {ours / meant:.3f} of as meant, {spent:.1f} ms a question;"
            f" left as typed: {rival:.3f}, {rival / meant:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
