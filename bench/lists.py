"""Pages of a list of offers of one kind with 1,000 and 100,000 of them: the first, a deep one, around a place.

`BENCH_OFFERS=1000,100000` by default; the rival is the same page of the shorter list.
"""

import os
import time
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


def milliseconds(address: str) -> float:
    from django.test import Client

    client, spent = Client(), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        assert client.get(address, headers={"host": "localhost"}).status_code == 200
        spent.append(time.perf_counter() - start)
    return median(spent) * 1000


def pages_of(size: int) -> dict[str, str]:
    return {
        "first page": "/obyavi/",
        "page in the middle": f"/obyavi/?page={size // 40}",
        "last page": f"/obyavi/?page={size // 20}",
        "of a district": "/obyavi/?r=MON",
        "around a place, newest first": f"/obyavi/?p={PLACE}",
        "around a place, nearest first": f"/obyavi/?p={PLACE}&s=nearest",
        "in the whole country, nearest first": f"/obyavi/?p={PLACE}&d=country&s=nearest",
    }


def main() -> None:
    from ramo.listings.models import Vacancy
    from ramo.search.models import IndexCard

    found: dict[int, dict[str, float]] = {}
    for size in SIZES:
        fill(size)
        found[size] = {name: milliseconds(address) for name, address in pages_of(size).items()}
        IndexCard.objects.filter(kind="vacancy").delete()
        Vacancy.objects.all().delete()
    few, many = min(SIZES), max(SIZES)
    for name in found[few]:
        tell(f"{many:,} offers, {name}", found[many][name], f"{few:,}", found[few][name], "ms")


if __name__ == "__main__":
    with own_house():
        main()
