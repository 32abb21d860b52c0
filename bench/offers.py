"""Invented vacancies as a partner's CSV, in the words and places that ship; the same for each run."""

import csv
import io
import random
from collections.abc import Sequence

HEAD = [
    "№ на обявата",
    "Длъжност",
    "Работодател",
    "Населено място",
    "Община",
    "Област",
    "Заплата",
    "Телефон",
    "Описание",
]
PAGE = 5_000
_DICE = random.Random(7)  # noqa: S311 (the same draw each time)


def rows(count: int) -> list[list[str]]:
    from ramo.vocabularies.models import Occupation, Settlement

    places = [
        (place.name_bg, place.municipality.name_bg, place.municipality.district.name_bg)
        for place in Settlement.objects.select_related("municipality__district").order_by("pk")
    ]
    jobs = list(Occupation.objects.order_by("pk").values_list("label_bg", flat=True))
    return [_row(number, _DICE.choice(jobs), _DICE.choice(places)) for number in range(1, count + 1)]


def pages(some: Sequence[Sequence[str]]) -> list[bytes]:
    return [_page(some[begun : begun + PAGE]) for begun in range(0, len(some), PAGE)]


def _row(number: int, job: str, place: tuple[str, str, str]) -> list[str]:
    wage = f"{_DICE.randrange(620, 2400, 10)} евро бруто на месец"
    text = f"Работа за {job} на пълен ден, на смени. Осигурен транспорт. Обява {number}."
    return [str(number), job, f"Фирма {number % 997} ООД", *place, wage, "096 000 145", text]


def _page(some: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEAD, *some])  # noqa: TID251 (read back at once, opened by nobody)
    return text.getvalue().encode()
