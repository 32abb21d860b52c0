"""New cards against 1,000, 10,000 and 100,000 saved searches; the rival runs each saved search over the new cards.

In one process; a database of its own with the content that ships. `BENCH_CARDS` and `BENCH_SEARCHES` set the sizes.
"""

import os
import random
import time
from collections import Counter
from itertools import accumulate
from math import sqrt
from typing import Any

from bench.house import own_house
from bench.measure import tell

CARDS = int(os.environ.get("BENCH_CARDS", "1000"))
SIZES = [int(size) for size in os.environ.get("BENCH_SEARCHES", "1000,10000").split(",")]
RIVAL_SEARCHES = 200
DISTANCES = ("10", "20", "50", "district")
AREAS = {"vacancy": "employment", "course": "education", "culture": "culture"}


class Town:
    """Questions and cards drawn from the jobs, words and places that ship; the same for each run.

    What is sought and what is offered follows Zipf's law: few jobs are named often, most hardly ever. Offers stand
    where people live; searches are spread more evenly, for small places have libraries too.
    """

    def __init__(self) -> None:
        from ramo.kit.bulgarian import asked
        from ramo.search.models import IndexCard
        from ramo.vocabularies.models import Occupation, Settlement

        self.dice = random.Random(4)  # noqa: S311 - the same draw each time
        settled = Settlement.objects.select_related("municipality").exclude(lat=None).order_by("pk")
        self.places = list(settled)
        people = [place.population or 0 for place in self.places]
        self.offered = list(accumulate(people))
        self.sought = list(accumulate(sqrt(each) for each in people))
        self.jobs = list(Occupation.objects.order_by("pk").values_list("label_bg", flat=True))
        self.dice.shuffle(self.jobs)
        self.words_of = {job: [word.text for word in asked(job) if len(word.text) > 3] or [job] for job in self.jobs}
        texts = IndexCard.objects.exclude(kind="library").values_list("text_bg", flat=True)
        counted = Counter(word.text for text in texts for word in asked(text))
        self.words, times = zip(*counted.most_common(), strict=True)
        self.times = list(accumulate(times))
        self.ranks = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.jobs))))

    def job(self) -> str:
        return self.dice.choices(self.jobs, cum_weights=self.ranks)[0]

    def query(self) -> Any:
        """Of twenty: fourteen name one to three words of a job, most near a place; the rest all of a kind close by."""
        from ramo.search.data import Distance, Place, SearchQuery

        dice = self.dice
        here = dice.choices(self.places, cum_weights=self.sought)[0]
        text = self.some_words() if dice.random() < 0.7 else ""
        place = Place(here.pk, here.name_bg, "", here.municipality.district_id, here.lat, here.lon)
        is_near = not text or dice.random() < 0.8
        kinds = (self.kind(),) if not text or dice.random() < 0.5 else ()
        distance = Distance(dice.choices(DISTANCES, weights=(3, 4, 2, 1))[0] if text else dice.choice(DISTANCES[:2]))
        return SearchQuery(text=text, kinds=kinds, place=place if is_near else None, distance=distance)

    def some_words(self) -> str:
        words = self.words_of[self.job()]
        count = self.dice.choices((1, 2, 3), weights=(10, 7, 3))[0]
        return " ".join(self.dice.sample(words, min(count, len(words))))

    def kind(self) -> str:
        return self.dice.choices(tuple(AREAS), weights=(6, 2, 2))[0]

    def card(self, number: int) -> Any:
        from ramo.kit import clock
        from ramo.search.data import Card

        kind, words = self.kind(), " ".join(self.dice.choices(self.words, cum_weights=self.times, k=40))
        return Card(
            kind=kind,
            key=f"bench-{number}",
            link=f"/obyava/{number}/",
            title_bg=f"Търси се {self.job()}"[:250],
            text_bg=f"Работа в екип. {words}",
            area=AREAS[kind],
            ekatte=self.dice.choices(self.places, cum_weights=self.offered)[0].pk,
            verified_on=clock.today(),
        )


def save_searches(town: Town, count: int) -> None:
    from ramo.alerts import questions
    from ramo.alerts.models import Anchor, SavedSearch

    for begun in range(0, count, 2000):
        drawn = [questions.of(town.query()) for _ in range(min(2000, count - begun))]
        SavedSearch.objects.bulk_create([saved for saved, _anchors in drawn])
        Anchor.objects.bulk_create([anchor for _saved, anchors in drawn for anchor in anchors], batch_size=5000)


def match(town: Town) -> tuple[float, int]:
    """Milliseconds a card, and the finds."""
    from ramo.alerts import jobs
    from ramo.alerts.models import AlertHit
    from ramo.search.actions import file_cards
    from ramo.search.models import CardNews, IndexCard

    IndexCard.objects.filter(key__startswith="bench-").delete()
    CardNews.objects.all().delete()
    AlertHit.objects.all().delete()
    file_cards(town.card(number) for number in range(CARDS))
    _analyse()
    start = time.perf_counter()
    seen = jobs.match()
    assert seen == CARDS
    return (time.perf_counter() - start) * 1000 / CARDS, AlertHit.objects.count()


def each_search(count: int) -> float:
    """Milliseconds a card, were each of `count` saved searches run over the new cards: measured on some of them."""
    from ramo.alerts.models import SavedSearch
    from ramo.alerts.questions import query_of
    from ramo.search.engine import news

    some = list(SavedSearch.objects.order_by("?")[:RIVAL_SEARCHES])
    queries = [query_of(saved) for saved in some]
    start = time.perf_counter()
    for query in queries:
        news(query)
    return (time.perf_counter() - start) * 1000 / len(some) * count / CARDS


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def main() -> None:
    with own_house():
        measure()


def measure() -> None:
    town, saved, first = Town(), 0, 0.0
    for size in SIZES:
        save_searches(town, size - saved)
        saved = size
        ours, finds = match(town)
        first = first or ours
        what = f"a new card against {size:,} saved searches ({finds / CARDS:.1f} finds)"
        tell(what, ours, "each search run", each_search(size), "ms")
        print(f"  a find: {ours * CARDS / max(finds, 1) * 1000:.3g} µs", flush=True)
        print(f"  growth since {SIZES[0]:,} searches: {ours / first:.3g}", flush=True)


if __name__ == "__main__":
    main()
