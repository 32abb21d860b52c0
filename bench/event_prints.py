"""Poster and month's programme as tagged PDF, beside a hand-out of one sheet; fresh data each time, no database."""

import os
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RAMO_SECRET_KEY", "bench")
os.environ.setdefault("RAMO_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
django.setup()

from bench.handout_pdf import make_sheets  # noqa: E402
from bench.measure import tell  # noqa: E402
from ramo.events.leaflets import MOST, Day, Leaflet, Row  # noqa: E402
from ramo.events.posters import Poster  # noqa: E402
from ramo.events.prints import leaflet_pdf, poster_pdf  # noqa: E402
from ramo.search.handout_pdf import handout_pdf  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
A_MONTH = 30


def poster(number: int) -> bytes:
    return poster_pdf(
        Poster(
            library="Библиотека при читалище „Светлина 1926“",
            together="заедно с РЗИ Монтана",
            icon="health",
            title=f"Измерване на кръвно и разговор {number}",
            day="вторник, 24 ноември",
            hours="10:00–12:00 ч.",
            where="Росен дол, читалище „Светлина 1926“",
            price="Безплатно",
            about="Води: лекар от РЗИ.",
            call=("Запишете се:", "096 000 145"),
            notice="",
            checked="Проверено на 18.11.2026 от РЗИ Монтана",
            address=f"http://localhost:8000/sabitie/{number}-izmervane/",
            is_demo=False,
        )
    )


def programme(events: int, number: int) -> bytes:
    rows = [
        Row(
            "10:00–12:00 ч.",
            f"Разговор {number} за здравето {each}",
            "Росен дол, читалище · лекар от РЗИ · със записване",
        )
        for each in range(events)
    ]
    days = [Day(f"ден {day + 1}", rows[day::A_MONTH]) for day in range(min(A_MONTH, events))]
    address = f"http://localhost:8000/sabitiya/?m=2026-11&p={number}"
    return leaflet_pdf(
        Leaflet("Област Монтана", "096 000 145", "Програма: ноември 2026", days, 0, address, is_demo=False)
    )


def seconds(make: Callable[[int], bytes]) -> float:
    spent = []
    for number in range(ROUNDS + 1):
        start = time.perf_counter()
        make(number)
        spent.append(time.perf_counter() - start)
    return median(spent[1:])


def main() -> None:
    handout = seconds(lambda number: handout_pdf(make_sheets(1, number), large=True))
    tell("poster", seconds(poster), "hand-out of one sheet", handout, "s")
    for events in (20, MOST):
        tell(f"programme of {events} events", seconds(partial(programme, events)), "hand-out", handout, "s")


if __name__ == "__main__":
    main()
