"""Home, finder, search and a library's page with 100, 1,000 and 4,000 libraries: how much slower they get.

In one process, without a web server; a database of its own with the content that ships.
"""

import os
import time
from statistics import median

from bench.house import own_house
from bench.measure import tell

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
SIZES = (4000, 1000, 100)
KEPT = "705"
PAGES = {
    "home": "/",
    "finder by name": "/biblioteki/?p=Пробуда",
    "finder by place": "/biblioteki/?p=Враца",
    "search": "/tarsene/?q=библиотека",
    "library": f"/biblioteka/{KEPT}/",
}


def grow(to: int) -> None:
    """Copies of real libraries under invented numbers, each with its card."""
    from ramo.network.actions import file_library_cards
    from ramo.network.models import Library

    more = list(Library.objects.active()[: max(0, to - Library.objects.count())])
    for order, library in enumerate(more):
        library.number = f"L-{order:05}"
    Library.objects.bulk_create(more)
    file_library_cards(Library.objects.filter(number__startswith="L-"))


def shrink(to: int) -> None:
    from ramo.network.models import Library
    from ramo.search.models import IndexCard

    kept = [KEPT, *Library.objects.exclude(pk=KEPT).order_by("?").values_list("pk", flat=True)[: to - 1]]
    IndexCard.objects.filter(kind="library").exclude(key__in=kept).delete()
    Library.objects.exclude(pk__in=kept).delete()


def milliseconds() -> dict[str, float]:
    from django.db import connection
    from django.test import Client

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    client = Client(HTTP_HOST="localhost")
    return {name: median(_one(client, path) for _ in range(ROUNDS)) * 1000 for name, path in PAGES.items()}


def _one(client: object, path: str) -> float:
    begun = time.perf_counter()
    answer = client.get(path)  # type: ignore[attr-defined]
    assert answer.status_code == 200, path
    return time.perf_counter() - begun


def measure() -> dict[int, dict[str, float]]:
    grow(SIZES[0])
    found = {}
    for size in SIZES:
        shrink(size)
        milliseconds()  # the first round fills what is kept in memory
        found[size] = milliseconds()
    return found


def main() -> None:
    with own_house():
        found = measure()
    for name in PAGES:
        for size in (1000, 4000):
            tell(f"{name}, {size:,} libraries", found[size][name], "100 libraries", found[100][name], "ms")


if __name__ == "__main__":
    main()
