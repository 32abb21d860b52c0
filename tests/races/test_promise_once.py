"""Two experts answer one request, or one expert is promised twice, at the same moment: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from ramo.accounts.models import User
from ramo.appointments import actions as hours
from ramo.appointments.errors import Taken
from ramo.appointments.models import Slot
from ramo.appointments.tests.factories import make_schedule
from ramo.experts.errors import AlreadyEngaged
from ramo.experts.models import Engagement, Expert
from ramo.experts.tests.factories import make_expert
from ramo.invitations import actions
from ramo.invitations.data import Side
from ramo.invitations.errors import NotYourTurn
from ramo.invitations.models import ExpertRequest, RequestStep
from ramo.invitations.tests.factories import make_request
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.resources.tests.factories import make_area
from ramo.seats.data import ClaimData
from ramo.seats.models import Claim, State
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (NotYourTurn, AlreadyEngaged, Taken)


def together(acts: list[Callable[[], object]]) -> list[Exception]:
    start = Barrier(len(acts), timeout=20)
    refused: list[Exception] = []

    def press(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except REFUSALS as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(press, acts))
    return refused


def accepting(request: ExpertRequest, expert: Expert, by: User, *, time: int = 0) -> Callable[[], object]:
    chosen = request.times_now[time].pk
    return lambda: actions.accept(request, chosen, side=Side.INSTITUTION, expert=expert, by=by)


def test_two_experts_who_accept_one_request_at_one_moment_are_one_answer(cast: Cast) -> None:
    make_area()
    request = make_request(cast.library, cast.institution, cast.own_librarian)
    experts = [make_expert(cast.institution, name=name) for name in ("Иво", "Ана", "Мая", "Ян")]
    OutgoingMail.objects.all().delete()
    refused = together([accepting(request, each, cast.own_partner, time=turn % 2) for turn, each in enumerate(experts)])
    assert [type(each) for each in refused] == [NotYourTurn] * 3
    assert Engagement.objects.count() == RequestStep.objects.filter(kind="confirmed").count() == 1
    assert OutgoingMail.objects.count() == 1, "the library gets one letter"


def test_one_expert_promised_to_two_libraries_at_one_moment_goes_to_one(cast: Cast) -> None:
    make_area()
    expert = make_expert(cast.institution)
    here = make_request(cast.library, cast.institution, cast.own_librarian)
    there = make_request(cast.other_library, cast.institution, cast.other_librarian)
    refused = together([accepting(each, expert, cast.own_partner) for each in (here, there)])
    assert [type(each) for each in refused] == [AlreadyEngaged]
    assert ExpertRequest.objects.filter(state="confirmed").count() == 1


def test_control_that_looks_before_it_writes_promises_one_expert_twice(cast: Cast) -> None:
    expert = make_expert(cast.institution)
    start, met = clock.now() + timedelta(days=1), Barrier(2, timeout=20)
    promised: list[str] = []

    def look_then_write(key: str) -> None:
        is_free = not Engagement.objects.filter(expert=expert, starts_at=start).exists()
        met.wait()
        if is_free:
            promised.append(key)

    together([lambda: look_then_write("a"), lambda: look_then_write("b")])
    assert len(promised) == 2


def test_one_hour_pressed_by_many_at_one_moment_is_one_persons(cast: Cast) -> None:
    schedule = make_schedule(cast.library, cast.institution)
    slot = Slot.objects.whole().filter(schedule=schedule).bookable()[0]
    acts = [lambda: hours.book(Slot.objects.whole().get(pk=slot.pk), ClaimData(), submission=uuid4())] * 6
    refused = together(list(acts))
    assert [type(each) for each in refused] == [Taken] * 5
    assert Claim.objects.filter(state=State.SEATED).count() == 1


def test_an_hour_moved_twice_at_one_moment_is_told_once(cast: Cast) -> None:
    schedule = make_schedule(cast.library, cast.institution)
    slot = Slot.objects.whole().filter(schedule=schedule).bookable()[0]
    hours.book(slot, ClaimData(email="penka@example.org"), submission=uuid4())
    OutgoingMail.objects.all().delete()
    later = slot.starts_at + timedelta(hours=4)
    together([lambda: hours.move_slot(slot, later, by=cast.own_partner)] * 3)
    assert OutgoingMail.objects.count() == 1
    slot.refresh_from_db()
    assert (slot.version, slot.starts_at) == (2, later)
