"""A partner's list, from bytes to cards, beside a bare COPY of the rows that it became; then the same list again.

In one process; a database of its own with the content that ships. `BENCH_SIZES` sets how many records.
"""

import os
import time
from typing import Any

from bench import offers
from bench.house import own_house
from bench.measure import tell

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,5000").split(",")]
TABLES = ("listings_vacancy", "listings_sighting", "search_indexcard")


def bring(source: Any, pages: list[bytes]) -> tuple[float, Any]:
    """Seconds from bytes to cards, and the run."""
    from ramo.harvest.child import read_safely
    from ramo.harvest.collecting import Collected
    from ramo.harvest.data import Dialect, ReadOptions, RecordKind
    from ramo.harvest.models import HarvestRun
    from ramo.harvest.run_actions import conclude, counts_of, plan_for
    from ramo.kit import clock
    from ramo.kit.fetch import Fetched, Status

    start = time.perf_counter()
    options = ReadOptions(today=clock.today(), kind=RecordKind.VACANCY)
    readings = [read_safely(Dialect.SPREADSHEET, page, options) for page in pages]
    plan = plan_for(source, Collected(Fetched(Status.OK, ""), readings))
    run = HarvestRun(source=source, manner=HarvestRun.Manner.FILE, **counts_of(plan))
    conclude(source, run, plan)
    return time.perf_counter() - start, run


def copy_of_the_same_rows() -> float:
    """Seconds of COPY into empty tables with the same columns, constraints and indexes."""
    from django.db import connection, transaction

    spent = 0.0
    for table in TABLES:
        with connection.cursor() as cursor:
            columns = _columns(cursor, table)
            which = "WHERE kind = 'vacancy'" if table == "search_indexcard" else ""
            with cursor.copy(f"COPY (SELECT {columns} FROM {table} {which}) TO STDOUT") as out:  # noqa: S608
                rows = b"".join(bytes(part) for part in out)
            cursor.execute(f"CREATE TABLE bench_copy (LIKE {table} INCLUDING ALL)")
            start = time.perf_counter()
            with transaction.atomic(), cursor.copy(f"COPY bench_copy ({columns}) FROM STDIN") as into:
                into.write(rows)
            spent += time.perf_counter() - start
            cursor.execute("DROP TABLE bench_copy")
    return spent


def _columns(cursor: Any, table: str) -> str:
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ',') FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return str(cursor.fetchone()[0])


def measure(size: int) -> None:
    from ramo.harvest.models import Source

    rows = offers.rows(size)
    pages = offers.pages(rows)
    source = Source.objects.create(
        key=f"bench-{size}", name="Bench", kind="vacancy", dialect="spreadsheet", max_items=10 * size, is_on=True
    )
    first, run = bring(source, pages)
    assert run.is_applied, (run.state, run.death)
    assert run.new > 0.9 * size, (run.new, run.unclear, run.rejected[:3])
    written = run.new
    again, run = bring(source, pages)
    assert run.unchanged == written, (run.unchanged, written)
    copied = copy_of_the_same_rows()
    tell(
        f"{written:,} records, bytes to cards", written / first, "COPY of the same rows", written / copied, "records/s"
    )
    tell("the same list again, unchanged", again, "the first time", first, "s")
    _leave(source)


def _leave(source: Any) -> None:
    from ramo.listings.models import Sighting, Vacancy
    from ramo.search.models import CardNews, IndexCard

    for model in (CardNews, IndexCard):
        model.objects.filter(kind="vacancy").delete()
    Sighting.objects.all().delete()
    Vacancy.objects.all().delete()
    source.delete()


def main() -> None:
    with own_house():
        for size in SIZES:
            measure(size)


if __name__ == "__main__":
    main()
