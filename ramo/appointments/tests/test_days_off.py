"""Days off stand in the expert's one calendar: no hour is given on them, and no library is promised one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.appointments import days_off_actions
from ramo.appointments.models import DayOff, Schedule
from ramo.experts.actions import engage
from ramo.experts.busy import days_of
from ramo.experts.data import EngagementData, Span
from ramo.experts.errors import AlreadyEngaged
from ramo.experts.models import Engagement
from ramo.experts.tests.factories import make_expert
from ramo.kit import clock
from tests.cast import Cast

from .factories import book, first_slot, make_schedule

pytestmark = pytest.mark.django_db(transaction=True)
SignedIn = Callable[[User], Client]
PAGE = "/rabotno-myasto/chasove/pochivni-dni/"


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make_schedule(cast.library, cast.institution)


@pytest.fixture
def off(schedule: Schedule) -> date:
    return first_slot(schedule).day


def add(schedule: Schedule, off: date, cast: Cast) -> int:
    return days_off_actions.add([schedule.expert], off, off + timedelta(days=1), by=cast.own_partner)


def test_a_day_off_calls_its_hours_off_and_shows_as_taken(schedule: Schedule, off: date, cast: Cast) -> None:
    book(first_slot(schedule), name="Пенка")
    assert add(schedule, off, cast) == 3
    shown = [day for day in days_of([schedule.expert]) if day.engagements[0].is_whole_day]
    assert [day.day for day in shown] == [off, off + timedelta(days=1)]


def test_nobody_promises_a_library_a_day_off(schedule: Schedule, off: date, cast: Cast) -> None:
    add(schedule, off, cast)
    noon = clock.midnight(off) + timedelta(hours=12)
    with pytest.raises(AlreadyEngaged):
        engage(schedule.expert, EngagementData("request:1", Span.lasting(noon, 60)))


def test_an_expert_who_is_promised_takes_no_day_off_until_it_is_called_off(
    schedule: Schedule, off: date, cast: Cast, signed_in: SignedIn
) -> None:
    noon = clock.midnight(off) + timedelta(hours=13)
    engage(schedule.expert, EngagementData("request:1", Span.lasting(noon, 60)))
    response = signed_in(cast.own_partner).post(PAGE, {"starts_on": f"{off:%d.%m.%Y}"})
    assert response.status_code == 422
    assert not DayOff.objects.exists()
    assert schedule.slots.standing().on(off).count() == 3, "nothing was called off"


def test_a_day_off_that_is_taken_back_frees_the_calendar(schedule: Schedule, off: date, cast: Cast) -> None:
    add(schedule, off, cast)
    days_off_actions.remove(DayOff.objects.get(), by=cast.own_partner)
    assert not Engagement.objects.filter(key__startswith="off:").exists()


def test_the_whole_institution_is_off_in_one_act(
    schedule: Schedule, off: date, cast: Cast, signed_in: SignedIn
) -> None:
    make_expert(cast.institution, name="Иво")
    signed_in(cast.own_partner).post(PAGE, {"starts_on": f"{off:%d.%m.%Y}"})
    assert DayOff.objects.count() == 2


def test_longer_than_two_months_is_refused(schedule: Schedule, off: date, cast: Cast, signed_in: SignedIn) -> None:
    sent = {"starts_on": f"{off:%d.%m.%Y}", "ends_on": f"{off + timedelta(days=90):%d.%m.%Y}"}
    assert signed_in(cast.own_partner).post(PAGE, sent).status_code == 422
