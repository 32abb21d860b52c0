"""A source changes one offer of many: seconds until a reader's search shows it, beside an UPDATE of that card by hand.

The site runs as for one library, without the shared cache, which may add up to 60 s. Time begins when the list is at
hand: how often a source is asked is its own cadence.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from bench import offers
from bench.intake import bring
from bench.measure import tell
from bench.pages import fetch, free_port, running
from ramo.launch.database import database_for
from ramo.launch.environment import prepare_environment
from ramo.launch.places import DataFolder

SIZE = int(os.environ.get("BENCH_SIZE", "1000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
PATIENCE_SECONDS = 60
SOUGHT = "чинарлък"  # stands in the text of the one offer; its title changes
TITLE, TEXT = 1, 8


def seconds_until_seen(site: str, title: str, change: Callable[[str], object]) -> float:
    address = f"{site}/tarsene/?q={quote(SOUGHT)}"
    start = time.perf_counter()
    change(title)
    while title not in fetch(address).decode():
        if time.perf_counter() - start > PATIENCE_SECONDS:
            raise SystemExit(f"{title} was not seen in {PATIENCE_SECONDS} s")
    return time.perf_counter() - start


def measure(site: str) -> None:
    from ramo.harvest.models import Source
    from ramo.search.models import IndexCard

    source = Source.objects.create(
        key="bench", name="Bench", kind="vacancy", dialect="spreadsheet", max_items=10 * SIZE
    )
    rows = offers.rows(SIZE)
    rows[0][TEXT] = SOUGHT
    bring(source, offers.pages(rows))

    def by_source(title: str) -> None:
        rows[0][TITLE] = title
        _seconds, run = bring(source, offers.pages(rows))
        assert run.changed == 1, run.changed

    def by_hand(title: str) -> Any:
        return IndexCard.objects.filter(kind="vacancy", text_bg__contains=SOUGHT).update(title_bg=title)

    seconds_until_seen(site, rows[0][TITLE], lambda _title: None)
    ours = [seconds_until_seen(site, f"Обект {turn}", by_source) for turn in range(ROUNDS)]
    hand = [seconds_until_seen(site, f"Ръка {turn}", by_hand) for turn in range(ROUNDS)]
    what = f"one of {SIZE:,} offers changed at its source → a reader sees it"
    tell(what, median(ours), "UPDATE of its card by hand", median(hand), "s")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ramo-visible-"))
    folder.chmod(0o755)
    os.environ["RAMO_DATA"] = str(folder / "var")
    port = free_port()
    site_of_its_own = [sys.executable, "-m", "ramo", "serve", "--port", str(port)]
    try:
        data = DataFolder.from_environment()
        with running(site_of_its_own, port, "/", {**os.environ}) as site, database_for(data, "bench") as url:
            prepare_environment(data, url)
            import django

            django.setup()
            measure(site)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
