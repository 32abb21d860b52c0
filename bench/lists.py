"""Pages of a list of offers of one kind with 1,000 and 100,000 of them: the first, the last, around a place.

`BENCH_OFFERS=1000,100000` by default; the rival is the same page of the shorter list. Then two ways that lists went
before, on the longer one: each offer's distance asked and sorted, and turning pages to the very end.
"""

import os
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from bench.house import own_house
from bench.measure import tell

SIZES = [int(size) for size in os.environ.get("BENCH_OFFERS", "1000,100000").split(",")]
ROUNDS = 15
PLACE = "48489"  # Montana

# Invented, in places drawn evenly; every third is confirmed. Only what a list reads is filled.
_DRAWN = """
INSERT INTO {table} ({columns})
SELECT {values} FROM generate_series(1, %s) AS number
JOIN (SELECT row_number() OVER (ORDER BY ekatte) AS place_number, s.*, m.district_id
      FROM vocabularies_settlement s JOIN vocabularies_municipality m ON m.code = s.municipality_id) place
  ON place_number = 1 + number %% (SELECT count(*) FROM vocabularies_settlement)
"""
_TRUST = {
    "valid_until": "current_date + 10",
    "verified_on": "CASE WHEN number % 3 = 0 THEN current_date END",
    "verified_as": "CASE WHEN number % 3 = 0 THEN 'ДБТ' ELSE '' END",
}
_OFFER = _TRUST | {
    "id": "number",
    "title": "'Работа ' || number",
    "area_id": "'employment'",
    "places": "ARRAY[ekatte]",
    "districts": "ARRAY[district_id]",
    "added_at": "now() - number * interval '1 minute'",
    "seen_on": "current_date",
    "state": "'published'",
}
_CARD = _TRUST | {
    "kind": "'vacancy'",
    "key": "number",
    "link": "'/'",
    "title_bg": "'Работа ' || number",
    "ekatte": "ekatte",
    "district": "district_id",
    "lat": "lat",
    "lon": "lon",
    "public": "true",
    "recommended": "true",
    "filed_at": "now()",
}


def empty(model: Any) -> dict[str, str]:
    """An empty value for each column that must have one."""
    found = {}
    for column in model._meta.concrete_fields:
        if not (column.null or column.primary_key):
            match column.get_internal_type():
                case "BooleanField":
                    found[column.column] = "false"
                case kind if kind.endswith("IntegerField"):
                    found[column.column] = "0"
                case "ArrayField":
                    found[column.column] = "'{}'"
                case _:
                    found[column.column] = "''"
    return found


def fill(size: int) -> None:
    from django.db import connection

    from ramo.listings.models import Vacancy
    from ramo.search.models import IndexCard

    with connection.cursor() as cursor:
        for model, said in ((Vacancy, _OFFER), (IndexCard, _CARD)):
            columns = {**empty(model), **said}
            values = ", ".join(columns.values()).replace("%", "%%")
            cursor.execute(_DRAWN.format(table=model._meta.db_table, columns=", ".join(columns), values=values), [size])
        cursor.execute("ANALYZE listings_vacancy; ANALYZE search_indexcard")


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    spent = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        spent.append(clock() - start)
    return median(spent) * 1000


def read(address: str) -> None:
    from django.test import Client

    assert Client().get(address, headers={"host": "localhost"}).status_code == 200


def former_ways(offers: int) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    """What is asked, as it is answered now and as it was answered before."""
    from django.db.models import CharField, F, OuterRef, Subquery
    from django.db.models.functions import Cast

    from ramo.listings.lists import PAGE_SIZE, FirstPages
    from ramo.listings.models import UNCHECKED, Vacancy
    from ramo.listings.nearest import Nearest
    from ramo.search import matching
    from ramo.search.models import IndexCard
    from ramo.search.places import look_up

    place = look_up(PLACE).place
    assert place is not None
    shown = Vacancy.objects.shown()
    cards = IndexCard.objects.filter(kind="vacancy", key=Cast(OuterRef("pk"), CharField())).order_by()
    kilometres = Subquery(cards.annotate(km=matching.distance_km(place)).values("km"))
    sorted_all = shown.annotate(km=kilometres).order_by(UNCHECKED, F("km").asc(nulls_last=True), "-pk")
    keys, reached = shown.checked_first().values_list("pk", flat=True), PAGE_SIZE * FirstPages.MOST
    return [
        ("the nearest twenty", lambda: Nearest(shown, place)[0:20], lambda: list(sorted_all.values_list("pk")[:20])),
        ("the last page", lambda: list(keys[reached - 20 : reached]), lambda: list(keys[offers - 20 : offers])),
    ]


def pages_of() -> dict[str, str]:
    return {
        "first page": "/obyavi/",
        "last page": "/obyavi/?page=9999",
        "of a district": "/obyavi/?r=MON",
        "around a place, newest first": f"/obyavi/?p={PLACE}",
        "around a place, nearest first": f"/obyavi/?p={PLACE}&s=nearest",
        "in the whole country, nearest first": f"/obyavi/?p={PLACE}&d=country&s=nearest",
        "its last page": f"/obyavi/?p={PLACE}&d=country&s=nearest&page=9999",
    }


def main() -> None:
    from ramo.listings.models import Vacancy
    from ramo.search.models import IndexCard

    found: dict[int, dict[str, float]] = {}
    former: list[tuple[str, float, float]] = []
    for size in SIZES:
        fill(size)
        found[size] = {name: milliseconds(partial(read, address)) for name, address in pages_of().items()}
        if size == max(SIZES):
            former = [(name, milliseconds(now), milliseconds(before)) for name, now, before in former_ways(size)]
        IndexCard.objects.filter(kind="vacancy").delete()
        Vacancy.objects.all().delete()
    few, many = min(SIZES), max(SIZES)
    for name in found[few]:
        tell(f"{many:,} offers, {name}", found[many][name], f"{few:,}", found[few][name], "ms")
    for name, now, before in former:
        tell(f"{many:,} offers, {name}", now, "before", before, "ms")


if __name__ == "__main__":
    with own_house():
        main()
