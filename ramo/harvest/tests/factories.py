"""Invented sources and lists for tests of this room and of those above."""

from collections.abc import Iterable
from itertools import count
from typing import Any
from uuid import uuid4

from ramo.accounts.models import User
from ramo.harvest import intake_actions
from ramo.harvest.data import Dialect, RecordKind
from ramo.harvest.models import PlaceQuestion, Source, Upload
from ramo.network.models import Institution
from ramo.resources.tests.factories import make_area
from ramo.vocabularies.models import District

_numbers = count(1)
HEAD = "№ на обявата;Длъжност;Работодател;Населено място;Заплата;Телефон"


def make_source(key: str = "", **values: Any) -> Source:
    make_area()
    defaults: dict[str, Any] = {
        "name": "Бюро по труда – Росен дол",
        "kind": RecordKind.VACANCY,
        "dialect": Dialect.SPREADSHEET,
        "is_on": True,
    }
    return Source.objects.create(key=key or f"source-{next(_numbers)}", **defaults | values)


def table(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def jobs(numbers: Iterable[int], **more: str) -> bytes:
    """A list of so many vacancies in one village."""
    wage = more.get("wage", "800 €")
    return table(*(f"{number};Шивач {number};Текстил;с. Росен дол;{wage};096 000 145" for number in numbers))


def brought(source: Source, content: bytes, *, by: User) -> Upload:
    return intake_actions.bring(source, content, submission=uuid4(), by=by)


def own_source(institution: Institution, district: District) -> Source:
    """The one of the institution that the district minds, made once."""
    found = Source.objects.filter(institution=institution, district=district).first()
    return found or make_source("own-source", institution=institution, district=district)


def own_list(source: Source, by: User) -> Upload:
    return brought(source, jobs(range(3)), by=by)


def own_question(source: Source) -> PlaceQuestion:
    return PlaceQuestion.objects.create(
        source=source,
        external_id=str(next(_numbers)),
        kind=RecordKind.VACANCY,
        title="Шивач",
        written="с. Абланица",
        candidates=[["99001", "с. Росен дол, общ. Росен дол, обл. Монтана"]],
        fields={"title": "Шивач", "settlement": "с. Абланица"},
    )
