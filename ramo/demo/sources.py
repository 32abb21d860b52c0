"""Invented sources: a labour office whose list came in, one place of it unclear, and a feed that went missing."""

from typing import Any
from uuid import uuid4

from django.db.models import QuerySet

from ramo.harvest.collecting import Collected
from ramo.harvest.data import Dialect, ReadOptions, RecordKind
from ramo.harvest.models import HarvestRun, Source, Upload
from ramo.harvest.readers import spreadsheet
from ramo.harvest.run_actions import conclude, counts_of, plan_for
from ramo.kit import clock
from ramo.kit.fetch import Fetched, Status
from ramo.network.models import Institution, OfficeTerritory
from ramo.tasks.models import Task

from .invented import ADDRESS

LIST_KEY, FEED_KEY = "demo-list", "demo-feed"
OFFICE, SERVED = "demo-labour-office", "MON29"  # the municipality of the invented villages
# As an office writes it: the fourth names a village that three bear, the fifth has no title.
LIST = """№ на обявата;Длъжност;Работодател;Населено място;Брой;Заплата;Валидна до
П-101;Продавач-консултант;Магазин „Пример“;с. Росен дол;2;650 – 720 €;след 20 дни
П-102;Шофьор на автобус;Превози „Пример“;с. Росен дол;1;1 800 лв. бруто;след 14 дни
П-103;Готвач;Столова „Пример“;с. Росен дол;1;по договаряне;след 20 дни
П-104;Общ работник;Кооперация „Пример“;с. Абланица;4;620 €;след 10 дни
П-105;;Работилница „Пример“;с. Росен дол;1;;след 10 дни
"""


def put_sources() -> None:
    office = Institution.objects.get(pk=OFFICE)
    OfficeTerritory.objects.create(institution=office, municipality_id=SERVED)
    _put_list(office)
    _put_feed()


def sources() -> list[QuerySet[Any]]:
    """Every invented source, and what was asked of staff about it."""
    asked = [f"harvest:{what}:{key}" for what in ("source", "places") for key in (LIST_KEY, FEED_KEY)]
    return [Task.objects.filter(key__in=asked), Source.objects.filter(is_demo=True)]


def _put_list(office: Institution) -> None:
    source = Source.objects.create(
        key=LIST_KEY,
        name=office.name_bg,
        institution=office,
        kind=RecordKind.VACANCY,
        dialect=Dialect.SPREADSHEET,
        is_vouched=True,
        is_on=True,
        is_demo=True,
    )
    options = ReadOptions(today=clock.today(), kind=RecordKind.VACANCY)
    reading = spreadsheet.read(LIST.encode(), options=options)
    plan = plan_for(source, Collected(Fetched(Status.OK, ""), [reading]))
    run = HarvestRun(source=source, manner=HarvestRun.Manner.FILE, address="spisak.csv", **counts_of(plan))
    conclude(source, run, plan)
    Upload.objects.create(submission=uuid4(), source=source, name="spisak-nov.csv", content=_next_list().encode())


def _next_list() -> str:
    """What the office brings next: one job is taken, one pays more, two are new; it waits for somebody's word."""
    rows = LIST.replace("650 – 720 €", "680 – 750 €").splitlines()
    new = (
        "П-106;Чистач;Баня „Пример“;с. Росен дол;1;4,20 € на час;след 25 дни",
        "П-107;Заварчик;Работилница „Пример“;с. Росен дол;1;1 100 – 1 400 €;след 25 дни",
    )
    return "\n".join([*(row for row in rows if not row.startswith("П-103")), *new])


def _put_feed() -> None:
    address = ADDRESS.format(key="feed")
    source = Source.objects.create(
        key=FEED_KEY,
        name="Примерен музей – новини",
        kind=RecordKind.CULTURE,
        dialect=Dialect.FEEDS,
        address=address,
        is_demo=True,
    )
    missing = Fetched(Status.NOT_FOUND, address, 404)
    plan = plan_for(source, Collected(missing))
    run = HarvestRun(source=source, manner=HarvestRun.Manner.HAND, status=missing.status, code=404, address=address)
    conclude(source, run, plan)
