"""New cards against 1,000, 10,000 and 100,000 saved searches; the rival runs each saved search over the new cards.

In one process; a database of its own with the content that ships. `BENCH_CARDS` and `BENCH_SEARCHES` set the sizes.
"""

import os
import random
import time
from typing import Any

from bench.house import own_house
from bench.measure import tell

CARDS = int(os.environ.get("BENCH_CARDS", "1000"))
SIZES = [int(size) for size in os.environ.get("BENCH_SEARCHES", "1000,10000").split(",")]
RIVAL_SEARCHES = 200
DISTANCES = ("10", "20", "50", "district")


class Town:
    """Questions and cards drawn from the words and places that ship; the same for each run."""

    def __init__(self) -> None:
        from ramo.kit.bulgarian import asked
        from ramo.search.models import IndexCard
        from ramo.vocabularies.models import Occupation, Settlement

        self.dice = random.Random(4)  # noqa: S311 - the same draw each time
        settled = Settlement.objects.select_related("municipality").exclude(lat=None).order_by("pk")
        self.places = list(settled)
        self.jobs = list(Occupation.objects.order_by("pk").values_list("label_bg", flat=True)[:3000])
        texts = IndexCard.objects.exclude(kind="library").values_list("title_bg", flat=True)
        words = {word.text for text in [*self.jobs, *texts] for word in asked(text) if len(word.text) > 3}
        self.words = sorted(words)

    def query(self) -> Any:
        """Four of five with one or two words, most of them near a place; the rest any vacancy close by."""
        from ramo.search.data import Distance, Place, SearchQuery

        dice, here = self.dice, self.dice.choice(self.places)
        text = " ".join(dice.sample(self.words, dice.choice((1, 2)))) if dice.random() < 0.8 else ""
        place = Place(here.pk, here.name_bg, "", here.municipality.district_id, here.lat, here.lon)
        is_near = not text or dice.random() < 0.6
        kinds = ("vacancy",) if not text or dice.random() < 0.5 else ()
        distance = Distance(dice.choice(DISTANCES if text else DISTANCES[:2]))
        return SearchQuery(text=text, kinds=kinds, place=place if is_near else None, distance=distance)

    def card(self, number: int) -> Any:
        from ramo.kit import clock
        from ramo.search.data import Card

        title, words = self.dice.choice(self.jobs), " ".join(self.dice.sample(self.words, 40))
        return Card(
            kind="vacancy",
            key=f"bench-{number}",
            link=f"/obyava/{number}/",
            title_bg=f"Търси се {title}"[:250],
            text_bg=f"Работа в екип. {words}",
            area="employment",
            ekatte=self.dice.choice(self.places).pk,
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
        print(f"  growth since {SIZES[0]:,} searches: {ours / first:.3g}", flush=True)


if __name__ == "__main__":
    main()
