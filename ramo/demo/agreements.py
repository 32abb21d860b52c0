"""Invented agreements of the invented institutions: they cover invented libraries only."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet

from ramo.kit import clock
from ramo.network.models import Library
from ramo.partnerships import actions, coverage_actions, duty_actions, jobs
from ramo.partnerships.data import AgreementData, AnnexData, DoneData, DutyData, SigningData, Span
from ramo.partnerships.models import Agreement, Duty, DutyDone
from ramo.tasks.models import Task

OFFICE, COORDINATOR = "програмния офис", "областния координатор"
LIBRARIES = ("D-1", "D-2")
BEGAN, DISTRICT = -420, "MON"


def put_agreements() -> None:
    _put_health()
    _put_offers()
    _sign("demo-tax-office", "ПР-4", -6, subject_bg="Приемни часове в селата (пример)", area="taxes", level="local")
    town_hall = _data("demo-town-hall", level="local", subject_bg="Автобус до библиотеката (пример)", area="leisure")
    actions.draft(town_hall, by=None)
    jobs.follow_terms()
    jobs.ask_for_duties()


def _put_health() -> None:
    """A national one, and under it a partnership that ends soon."""
    subject = "Здравни текстове и срещи (пример)"
    national = _sign("demo-health-office", "ПР-1", 400, subject_bg=subject, area="health")
    _cover(national, *LIBRARIES, "D-3", "D-4")
    talks = _owe(national, "partner", "Лекции в библиотеките", "quarterly", amount=3, by_locals=True)
    _owe(national, "office", "Справка за партньора", "quarterly")
    subject = "Здраве в Росен дол (пример)"
    local = _sign(
        "demo-health-office", "ПР-2", 22, parent=national.pk, subject_bg=subject, area="health", level="local"
    )
    _cover(local, *LIBRARIES)
    poster = _owe(local, "libraries", "Зала, плакат и записване", "monthly")
    for days in (8, 25):
        _do(local, talks, days, "Лекция за кръвното налягане, 14 души.")
    _do(local, poster, 0, "Плакатът виси на вратата от понеделник.", library="D-1")


def _put_offers() -> None:
    """Extended once."""
    subject = "Обяви и курсове всяка седмица (пример)"
    offers = _sign("demo-labour-office", "ПР-3", 300, subject_bg=subject, area="employment", level="local")
    _cover(offers, *LIBRARIES)
    _owe(offers, "partner", "Списък с обявите", "monthly", amount=4)
    today = clock.today()
    what = "Срокът се удължава с една година."
    annex = AnnexData(today - timedelta(days=40), what, uuid4(), today + timedelta(days=665), offers.until)
    actions.amend(offers, annex, by=None)


def agreements_put() -> list[QuerySet[Any]]:
    """In the order in which they go."""
    demo = Agreement.objects.filter(is_demo=True)
    return [
        DutyDone.objects.filter(agreement__is_demo=True),
        demo.exclude(parent=None),
        demo,
    ]


def tasks_of_agreements() -> QuerySet[Task]:
    numbers = Agreement.objects.filter(is_demo=True).values_list("pk", flat=True)
    return Task.objects.filter(key__regex=rf"^(agreement|duty):({'|'.join(map(str, numbers)) or 'none'}):")


def _sign(partner: str, number: str, until: int, **values: Any) -> Agreement:
    first, last = (clock.today() + timedelta(days=days) for days in (BEGAN, until))
    drafted = actions.draft(_data(partner, **values), by=None)
    verified_as = COORDINATOR if drafted.is_local else OFFICE
    return actions.sign(drafted, SigningData(number, first, Span(first, last)), verified_as=verified_as, by=None)


def _data(partner: str, *, area: str, level: str = "national", **values: Any) -> AgreementData:
    return AgreementData(
        level=level,
        partner=partner,
        our_side_bg="Звено за управление на програмата",
        covers="listed",
        areas=(area,),
        district="" if level == "national" else DISTRICT,
        submission=uuid4(),
        **values,
    )


def _owe(agreement: Agreement, owes: str, what_bg: str, rhythm: str, **values: Any) -> Duty:
    return duty_actions.set_duty(agreement, DutyData(owes, what_bg, rhythm, **values), by=None)


def _cover(agreement: Agreement, *numbers: str) -> None:
    coverage_actions.cover(agreement, Library.objects.filter(pk__in=numbers), by=None)


def _do(agreement: Agreement, duty: Duty, days: int, text: str, library: str = "") -> None:
    done = DoneData(clock.today() - timedelta(days=days), uuid4(), text=text, library=library)
    duty_actions.mark_done(agreement, duty, done, by=None)
