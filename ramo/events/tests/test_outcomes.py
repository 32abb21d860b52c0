"""What came of an event: the card with the question of its area, and three questions weeks later by the slip."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.events import outcome_actions
from ramo.events.data import Later, Opinion
from ramo.events.errors import AnsweredAlready
from ramo.events.models import Event, FollowUp, OutcomeCard
from ramo.kit import clock
from ramo.seats import actions as seats
from ramo.seats.models import Claim
from tests.cast import Cast

from .factories import begun_event, host_of, make_area, make_event, register

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def ended(claim: Claim, *, days: int) -> None:
    end = clock.now() - timedelta(days=days)
    Event.objects.filter(hosts__pool=claim.pool_id).update(starts_at=end - timedelta(hours=2), ends_at=end)


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """On the list of an event that ended five weeks ago."""
    found = register(make_event(cast.library), name="Пенка", phone="088 000 0001")
    ended(found, days=35)
    return found


def answer(claim: Claim, **typed: Any) -> Any:
    sent = {"code": claim.code, "answer": "1", "used": "yes", "result": "job", "needs_help": "no"} | typed
    return Client().post(reverse("events:follow_up"), sent)


@pytest.mark.parametrize(
    ("area", "question"), [("employment", "кого да се обърна за работа"), ("taxes", "Свърших ли"), ("education", "")]
)
def test_the_card_asks_the_question_of_its_area(cast: Cast, area: str, question: str) -> None:
    make_area(area)
    event = begun_event(cast.library)
    Event.objects.filter(pk=event.pk).update(area=area)
    page = Client().get(reverse("events:outcome", args=[event.pk, cast.library.pk])).content.decode()
    assert ('name="of_area"' in page) is bool(question)
    assert question in page


def test_the_answer_to_the_question_of_the_area_is_kept(cast: Cast) -> None:
    event = begun_event(cast.library)
    Client().post(
        reverse("events:outcome", args=[event.pk, cast.library.pk]), {"of_area": "4", "submission": str(uuid4())}
    )
    assert OutcomeCard.objects.get().of_area == 4


def test_weeks_later_the_slip_answers_once_and_names_nobody(claim: Claim) -> None:
    assert answer(claim).status_code == 302
    again = answer(claim, used="no")
    kept = FollowUp.objects.get()
    assert again.status_code == 422
    assert (kept.used, kept.result, kept.needs_help) == (True, "job", False)
    assert claim.code not in kept.slip


@pytest.mark.parametrize("days", [1, 27, 57])
def test_it_is_asked_from_the_fourth_to_the_eighth_week_only(claim: Claim, days: int) -> None:
    ended(claim, days=days)
    assert answer(claim).status_code == 422
    assert not FollowUp.objects.exists()


def test_of_health_nothing_is_asked_later(cast: Cast) -> None:
    claim = register(make_event(cast.library, area="health"))
    ended(claim, days=35)
    assert answer(claim).status_code == 422
    assert not FollowUp.objects.exists()


def test_who_gave_up_is_not_asked(claim: Claim) -> None:
    seats.leave(claim)
    assert answer(claim).status_code == 422


def test_a_slip_we_do_not_know_opens_nothing(claim: Claim) -> None:
    response = Client().post(reverse("events:follow_up"), {"code": "K47R-2M9XQ"})
    assert response.status_code == 422
    assert "сравнете" in response.content.decode().casefold()


def test_the_number_alone_shows_the_questions_and_writes_nothing(claim: Claim) -> None:
    response = Client().post(reverse("events:follow_up"), {"code": claim.code})
    assert response.status_code == 200
    assert "Използвахте ли наученото?" in response.content.decode()
    assert not FollowUp.objects.exists()


def test_an_empty_answer_is_none(claim: Claim) -> None:
    assert answer(claim, used="", result="", needs_help="").status_code == 422
    assert not FollowUp.objects.exists()


def test_two_answers_at_one_moment_are_one(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    host = outcome_actions.asked_of(claim)
    outcome_actions.say_later(claim, Later(used=True))
    monkeypatch.setattr(outcome_actions, "asked_of", lambda claim: host)
    with pytest.raises(AnsweredAlready):
        outcome_actions.say_later(claim, Later(used=False))


def test_the_library_sees_how_many_agree_and_prints_cards(cast: Cast, signed_in: SignedIn) -> None:
    event = begun_event(cast.library)
    host = host_of(event)
    for score in (5, 4, 2):
        outcome_actions.give_opinion(host, Opinion(learned=score), submission=uuid4())
    librarian = signed_in(cast.own_librarian)
    page = librarian.get(reverse("events:headcount", args=[host.pk])).content.decode()
    assert "Какво казаха хората" in page
    assert '<td class="num" data-l="4 или 5">2</td>' in page
    sheet = librarian.get(reverse("events:outcome_sheet", args=[host.pk])).content.decode()
    assert sheet.count("Научих нещо ново.") == 2
    assert "/kakvo-stana/" in sheet
