"""Both engines against SQLite's FTS5 over the same keys: filters, facets, exact totals, distance, the best in order.

In one process; a database of its own. `BENCH_CARDS` sets the sizes (10000,100000,1000000 take a quarter of an hour).
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import Corpus, fill
from bench.house import own_house
from bench.measure import processor, tell

SIZES = [int(size) for size in os.environ.get("BENCH_CARDS", "10000").split(",")]
QUERIES = int(os.environ.get("BENCH_QUERIES", "300"))


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of each question, sorted: on the clock, and of processor."""

    wall: list[float]
    worked: list[float]


def measure(corpus: Corpus, size: int) -> dict[str, Spent]:
    from bench.sqlite_rival import Sqlite
    from ramo.search import coverage, reading, spots
    from ramo.search.contract import Ask
    from ramo.search.engine import INDEX, look_up
    from ramo.search.postgres import Postgres

    fill(corpus, size)
    queries = corpus.queries(QUERIES, size)
    questions = [reading.read(query.text, INDEX) for query in queries]
    asked = list(zip(queries, questions, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        rival = Sqlite(Path(folder) / "rival.sqlite")
        rival.fill()
        tantivy = built(Path(folder) / "index")

        def ask(query: Any, question: Any) -> Ask:
            needs = coverage.all_of(len(question.words))
            return Ask(query, question.words, needs, spots.within(query), corpus.today)

        agreeing(asked, tantivy, lambda query, question: rival.look_up(ask(query, question))[0])
        return {
            "tantivy": spent(lambda query, question: look_up(tantivy, query, question), asked),
            "postgres": spent(lambda query, question: look_up(Postgres(), query, question), asked),
            "SQLite FTS5": spent(lambda query, question: rival.look_up(ask(query, question)), asked),
        }


def built(path: Path) -> Any:
    from django.db import transaction

    from ramo.search import outbox
    from ramo.search.tantivy_engine import Tantivy
    from ramo.search.tantivy_index import Writer, open_index

    path.mkdir()
    begun, writer = time.monotonic(), Writer(path)
    with transaction.atomic():
        writer.replace((), outbox.all_documents())
    writer.commit()
    writer.close()
    weight = sum(file.stat().st_size for file in path.iterdir()) / 1e6
    print(f"  tantivy's index: {weight:,.0f} MB, built in {time.monotonic() - begun:.0f} s", flush=True)
    index = open_index(path)
    return Tantivy(index.searcher(), index.schema)


def agreeing(asked: list[tuple[Any, Any]], tantivy: Any, rival: Callable[[Any, Any], int]) -> None:
    """All three count the same, or nothing is measured."""
    from ramo.search.engine import look_up
    from ramo.search.postgres import Postgres

    for query, question in asked[:: max(1, len(asked) // 40)]:
        found = look_up(tantivy, query, question)
        totals = {found.tally.total, look_up(Postgres(), query, question).tally.total}
        if not found.is_relaxed:
            totals.add(rival(query, question))
        assert len(totals) == 1, (query, totals)


def spent(look_up: Callable[[Any, Any], object], asked: list[tuple[Any, Any]]) -> Spent:
    """The second round counts: what is kept in memory is there."""
    for _round in range(2):
        wall, worked = [], []
        for query, question in asked:
            begun, work = time.perf_counter(), processor()
            look_up(query, question)
            wall.append((time.perf_counter() - begun) * 1000)
            worked.append((processor() - work) * 1000)
    return Spent(sorted(wall), sorted(worked))


def share(times: list[float], part: float) -> float:
    return times[min(len(times) - 1, int(len(times) * part))]


def main() -> None:
    with own_house():
        corpus = Corpus()
        first: dict[str, float] = {}
        for size in SIZES:
            print(f"{size:,} cards, {QUERIES} questions", flush=True)
            found = measure(corpus, size)
            for name, times in found.items():
                growth = share(times.worked, 0.5) / first.setdefault(name, share(times.worked, 0.5))
                print(f"  {name}: {parts(times.wall)} ms; of processor {parts(times.worked)} ms", flush=True)
                print(f"    p50 of processor {growth:.3g} times that of {SIZES[0]:,} cards", flush=True)
            p95 = {name: share(times.worked, 0.95) for name, times in found.items()}
            for name in ("tantivy", "postgres"):
                tell(f"{name} p95 at {size:,} cards", p95[name], "SQLite FTS5", p95["SQLite FTS5"], "ms of processor")
            tell(f"tantivy p95 at {size:,} cards", p95["tantivy"], "postgres", p95["postgres"], "ms of processor")


def parts(times: list[float]) -> str:
    return "  ".join(f"p{part * 100:.0f} {share(times, part):.2f}" for part in (0.5, 0.95, 0.99))


if __name__ == "__main__":
    main()
