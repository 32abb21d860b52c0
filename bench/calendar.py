"""Pages of the calendar with 1,000, 10,000 and 100,000 events in a year: time of processor, queries, growth.

`BENCH_EVENTS=1000,10000,100000` by default; the rival is the same page of the shortest calendar.
"""

import os
from functools import partial

from bench.house import own_house
from bench.lists import PLACE, empty, milliseconds, read
from bench.measure import processor, tell

SIZES = [int(size) for size in os.environ.get("BENCH_EVENTS", "1000,10000,100000").split(",")]

# Invented, drawn evenly over a year, the areas and the libraries; each at one library, every third with places.
_EVENTS = """
INSERT INTO events_event ({columns})
SELECT {values} FROM generate_series(1, %s) AS number
JOIN (SELECT row_number() OVER (ORDER BY key) AS area_number, key, count(*) OVER () AS areas
      FROM vocabularies_area) area
  ON area_number = 1 + number %% areas
"""
_HOSTS = """
INSERT INTO events_host (event_id, library_id, place_bg)
SELECT event, library.number, '' FROM generate_series(1, %s) AS event
JOIN (SELECT row_number() OVER (ORDER BY number) AS library_number, number, count(*) OVER () AS libraries
      FROM network_library WHERE settlement_id IS NOT NULL AND status = 'active') library
  ON library_number = 1 + (event * 7919) %% libraries
"""
_STARTS = "date_trunc('day', now()) + interval '1 day' + (number * 131 % 365) * interval '1 day' + interval '10 hours'"
_EVENT = {
    "id": "number",
    "kind": "'talk'",
    "title_bg": "'Събитие ' || number",
    "area_id": "area.key",
    "audience": "CASE WHEN number % 4 = 0 THEN 'seniors' ELSE 'all' END",
    "language": "'bg'",
    "starts_at": _STARTS,
    "ends_at": f"{_STARTS} + interval '2 hours'",
    "version": "1",
    "added_at": "now()",
    "verified_on": "current_date",
    "verified_as": "'библиотеката'",
    "valid_until": "current_date + 400",
    "state": "'published'",
}


def fill(size: int) -> None:
    from django.db import connection

    from ramo.events.models import Event

    columns = {**empty(Event), **_EVENT}
    values = ", ".join(columns.values()).replace("%", "%%")
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS.format(columns=", ".join(columns), values=values), [size])
        cursor.execute(_HOSTS, [size])
        cursor.execute("ANALYZE events_event; ANALYZE events_host")


def clear() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE events_event CASCADE")


def queries(address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        read(address)
    return len(captured)


def pages_of() -> dict[str, str]:
    from ramo.events.lists import following
    from ramo.kit import clock

    month = following(clock.today())
    return {
        "list": "/sabitiya/",
        "list, last page": "/sabitiya/?page=9999",
        "list of an area and an audience": "/sabitiya/?a=health&t=seniors",
        "list around a place": f"/sabitiya/?p={PLACE}",
        "list of a district": f"/sabitiya/?p={PLACE}&d=district",
        "month": f"/sabitiya/{month.year}-{month.month}/",
        "month around a place": f"/sabitiya/{month.year}-{month.month}/?p={PLACE}",
        "event": "/sabitie/7-sabitie-7/",
        "followed calendar around a place": f"/sabitiya/kalendar.ics?p={PLACE}",
        "followed calendar of the country": "/sabitiya/kalendar.ics",
        "programme of a district": f"/sabitiya/{month.year}-{month.month}/programa/oblast/MON/",
    }


def main() -> None:
    found: dict[int, dict[str, float]] = {}
    asked: dict[int, dict[str, int]] = {}
    for size in SIZES:
        fill(size)
        asked[size] = {name: queries(address) for name, address in pages_of().items()}
        found[size] = {name: milliseconds(partial(read, address), processor) for name, address in pages_of().items()}
        clear()
    few = min(SIZES)
    for size in SIZES[1:]:
        for name in found[few]:
            tell(
                f"{size:,} events, {name}, {asked[size][name]} queries",
                found[size][name],
                f"{few:,}, {asked[few][name]} queries",
                found[few][name],
                "ms",
            )


if __name__ == "__main__":
    with own_house():
        main()
