"""Invented experts: the hours they give at the invented libraries, who booked, and what libraries ask of them."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q, QuerySet

from ramo.accounts.models import User
from ramo.appointments import actions as hours
from ramo.appointments.data import ScheduleData
from ramo.appointments.models import Schedule, Slot
from ramo.experts.actions import add_expert
from ramo.experts.data import Span
from ramo.experts.models import Expert
from ramo.invitations import actions as requests
from ramo.invitations.data import RequestData, Side
from ramo.invitations.models import ExpertRequest
from ramo.kit import clock, holidays
from ramo.network.models import Institution, Library
from ramo.seats.data import ClaimData
from ramo.seats.models import Pool

_SATURDAY = 5
AT = "D-1"
BOOKED = (("Пенка", "000 000 101"), ("Георги", ""), ("", ""))


def put_hours() -> None:
    library = Library.objects.get(pk=AT)
    tax = Institution.objects.get(pk="demo-tax-office")
    office = Institution.objects.get(pk="demo-labour-office")
    _receive(library, tax, "Служител на данъчния офис", "taxes", ("издават ви ПИК на място", "данъчна декларация"))
    _receive(library, office, "Трудов посредник", "employment", ("свободни места", "регистрация в бюрото"))
    _ask(library, office)


def hours_put() -> list[QuerySet[Any]]:
    """In the order in which they go."""
    demo = Q(library__is_demo=True)
    slots = Slot.objects.filter(schedule__library__is_demo=True)
    return [
        ExpertRequest.objects.filter(demo),
        slots,
        Pool.objects.filter(pk__in=list(slots.values_list("pool", flat=True))),
        Schedule.objects.filter(demo),
        Expert.objects.filter(Q(institution__is_demo=True) | demo),
    ]


def schedules_put() -> QuerySet[Schedule]:
    return Schedule.objects.filter(library__is_demo=True)


def _receive(library: Library, institution: Institution, title: str, area: str, helps: tuple[str, ...]) -> None:
    expert = add_expert(institution, role_bg=title, role_en="", name="", by=None)
    data = ScheduleData(
        library=library.pk,
        institution=institution.pk,
        expert=expert.pk,
        area=area,
        title_bg=title,
        helps_bg=helps,
        room_bg="малката зала",
        weekday=_working_day(1).weekday(),
        opens=time(10),
        closes=time(13),
        minutes=20,
        capacity=1,
        starts_on=clock.today(),
        ends_on=None,
        weeks_ahead=2,
    )
    schedule = hours.put_schedule(data, by=None)
    for slot, (name, phone) in zip(schedule.slots.select_related("pool", "schedule"), BOOKED, strict=False):
        hours.book(slot, ClaimData(name=name, phone=phone, is_by_staff=True), submission=uuid4())


def _ask(library: Library, office: Institution) -> None:
    librarian = User.objects.get(email="librarian@demo.invalid")
    partner = User.objects.get(email="partner@demo.invalid")
    expert = add_expert(office, role_bg="експерт по кариерно ориентиране", role_en="", name="", by=None)
    subjects = ("Как да си направя автобиография", "Работа за хора над 50", "Курсове с ваучер")
    new, proposed, accepted = (
        requests.ask(_request(office, subject, 10 + day), library=library, by=librarian)
        for day, subject in enumerate(subjects)
    )
    requests.see(new)
    times = [_span(15)]
    word = "Може ли по-късно? Колегата е в отпуск."
    requests.propose(proposed, times, word, side=Side.INSTITUTION, expert=expert, by=partner)
    first = accepted.times.all()[0].pk
    requests.accept(accepted, first, side=Side.INSTITUTION, expert=expert, by=partner)


def _request(office: Institution, subject: str, day: int) -> RequestData:
    return RequestData(
        institution=office.pk,
        what=ExpertRequest.What.TALK,
        area="employment",
        subject=subject,
        audience=ExpertRequest.Audience.JOBSEEKERS,
        expected=20,
        note="Зала за 30 души, има проектор.",
        place_bg="",
        times=(_span(day), _span(day + 7)),
        submission=uuid4(),
    )


def _span(days: int) -> Span:
    return Span.lasting(datetime.combine(_working_day(days), time(14), tzinfo=clock.COUNTRY_ZONE), 60)


def _working_day(days: int) -> date:
    day = clock.today() + timedelta(days=days)
    while day.weekday() >= _SATURDAY or holidays.holiday_name(day, "bg"):
        day += timedelta(days=1)
    return day
