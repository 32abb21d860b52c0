"""An accepted request becomes an event or bookable hours, once, and the expert's time stays taken."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from ramo.accounts.models import User
from ramo.appointments.models import Schedule, Slot
from ramo.events.models import Event
from ramo.experts.models import Engagement
from ramo.experts.tests.factories import make_expert
from ramo.invitations import actions, making_actions
from ramo.invitations.data import Side
from ramo.invitations.errors import AlreadyMade, NotYourTurn
from ramo.invitations.models import ExpertRequest
from ramo.kit import clock
from ramo.resources.tests.factories import make_area
from ramo.trust.models import State as Published
from tests.cast import Cast

from .factories import in_days, make_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=clock.COUNTRY_ZONE)):
        yield


def confirmed(cast: Cast, what: str) -> ExpertRequest:
    make_area()
    request = make_request(cast.library, cast.institution, cast.own_librarian, what=what, times=(in_days(9),))
    time, expert = request.times_now[0].pk, make_expert(cast.institution)
    return actions.accept(request, time, side=Side.INSTITUTION, expert=expert, by=cast.own_partner)


def test_a_talk_becomes_a_draft_of_an_event_in_the_own_library(cast: Cast) -> None:
    request = confirmed(cast, "talk")
    link = making_actions.make(request, by=cast.own_librarian)
    event = Event.objects.get()
    assert (event.title_bg, event.starts_at, event.state) == ("Сърце и кръвно", request.starts_at, Published.DRAFT)
    assert str(event.pk) in link
    assert Engagement.objects.get().key == request.key


def test_desk_hours_become_hours_of_that_day_and_keep_the_expert(cast: Cast) -> None:
    request = confirmed(cast, "hours")
    making_actions.make(request, by=cast.own_librarian)
    assert Schedule.objects.get().institution == cast.institution
    assert Slot.objects.order_by("starts_at").values_list("starts_at", flat=True)[0] == request.starts_at
    assert Slot.objects.bookable().count() == 3
    assert Engagement.objects.count() == 3


def test_it_is_made_once(cast: Cast) -> None:
    request = confirmed(cast, "talk")
    making_actions.make(request, by=cast.own_librarian)
    with pytest.raises(AlreadyMade):
        making_actions.make(request, by=cast.own_librarian)
    assert Event.objects.count() == 1


def test_what_is_not_confirmed_becomes_nothing(cast: Cast) -> None:
    request = make_request(cast.library, cast.institution, cast.own_librarian)
    with pytest.raises(NotYourTurn):
        making_actions.make(request, by=cast.own_librarian)


def test_one_press_makes_it_and_both_see_what_became_of_it(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    request = confirmed(cast, "talk")
    signed_in(cast.own_librarian).post(f"/rabotno-myasto/zayavki/{request.pk}/napravi/")
    page = signed_in(cast.own_partner).get(f"/rabotno-myasto/zayavki/{request.pk}/").content.decode()
    assert "Какво стана от нея" in page
