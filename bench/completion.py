"""Completing what is being typed: milliseconds of processor a question, over the words of 10,000 cards.

`BENCH_CARDS` sets how many. Beginnings of two to six letters of words that titles hold, one of four in Latin letters.
The rivals look the same beginning up in the same words, and nothing else: SQLite with an index of words, and
PostgreSQL by LIKE in the titles.
"""

import os
import random
import sqlite3
from collections.abc import Callable, Sequence

from bench.corpus import Corpus, fill
from bench.house import own_house
from bench.measure import processor, tell

CARDS = int(os.environ.get("BENCH_CARDS", "10000"))
QUESTIONS = 300
SHOWN = 8
_IN_SQLITE = "SELECT key FROM words WHERE key >= ? AND key < ? ORDER BY cards DESC LIMIT ?"
_IN_TITLES = """
SELECT word FROM (
  SELECT regexp_split_to_table(lower(title_bg), '[^[:alpha:]]+') AS word FROM search_indexcard WHERE title_bg ILIKE %s
) AS words WHERE word LIKE %s GROUP BY word ORDER BY count(*) DESC LIMIT %s
"""


class Sqlite:
    """The words that stand in the index with how many cards hold each."""

    def __init__(self) -> None:
        from ramo.search.models import KeyCount

        self._words = sqlite3.connect(":memory:")
        self._words.execute("CREATE TABLE words (key TEXT PRIMARY KEY, cards INTEGER) WITHOUT ROWID")
        rows = KeyCount.objects.exclude(key="").values_list("key", "cards")
        self._words.executemany("INSERT OR REPLACE INTO words VALUES (?, ?)", rows)

    def complete(self, beginning: str) -> object:
        return self._words.execute(_IN_SQLITE, (beginning, beginning + chr(0x10FFFF), SHOWN)).fetchall()


def by_like(beginning: str) -> object:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_IN_TITLES, [f"%{beginning}%", f"{beginning}%", SHOWN])
        return cursor.fetchall()


def beginnings() -> list[str]:
    from ramo.kit.bulgarian.romanise import romanised
    from ramo.search.models import IndexCard

    dice = random.Random(4)  # noqa: S311 - the same draw each time
    found: list[str] = []
    for title in IndexCard.objects.order_by("pk").values_list("title_bg", flat=True)[: 10 * QUESTIONS]:
        words = [word for word in title.lower().split() if word.isalpha() and len(word) > 2]
        if words and len(found) < QUESTIONS:
            begun = dice.choice(words)[: dice.randint(2, 6)]
            found.append(romanised(begun) if dice.random() < 0.25 else begun)
    return found


def spent(complete: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Sorted; the second round counts: what is kept in memory is there."""
    for _round in range(2):
        times = []
        for each in asked:
            begun = processor()
            complete(each)
            times.append((processor() - begun) * 1000)
    return sorted(times)


def main() -> None:
    with own_house():
        from ramo.search.completion import completions

        fill(Corpus(), CARDS)
        asked = beginnings()
        ours = spent(completions, asked)
        answered = sum(bool(completions(each)) for each in asked)
        rivals = {
            "SQLite, words that begin so": spent(Sqlite().complete, asked),
            "PostgreSQL, LIKE in the titles": spent(by_like, asked[:30]),
        }
        print(f"{CARDS:,} cards, {len(asked)} beginnings, {answered} of them completed", flush=True)
        for part, share in (("p50", 0.5), ("p95", 0.95)):
            for name, theirs in rivals.items():
                mine, rival = ours[int(len(ours) * share)], theirs[int(len(theirs) * share)]
                tell(f"completion {part}", mine, name, rival, "ms of processor")


if __name__ == "__main__":
    main()
