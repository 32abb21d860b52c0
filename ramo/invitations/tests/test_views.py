"""What the two sides see and press; bad input comes back with a sentence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ramo.accounts.models import User
from ramo.experts.models import Engagement, Expert
from ramo.experts.tests.factories import make_expert
from ramo.invitations.models import ExpertRequest, State
from ramo.kit import clock
from tests.cast import Cast

from .factories import an_area, make_request

SignedIn = Callable[[User], Client]
LIST = "/rabotno-myasto/zayavki/"


@pytest.fixture
def request_(cast: Cast) -> ExpertRequest:
    return make_request(cast.library, cast.institution, cast.own_librarian)


def address(request: ExpertRequest, act: str = "") -> str:
    return f"{LIST}{request.pk}/{act}"


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    day = clock.today() + timedelta(days=14)
    return {
        "submission": uuid4(),
        "institution": cast.institution.pk,
        "what": "talk",
        "area": an_area().pk,
        "subject": "Пенсии",
        "audience": "seniors",
        "day_0": f"{day:%d.%m.%Y}",
        "hour_0": "14:00 ч.",
        "minutes": "60",
        **changes,
    }


def test_a_librarian_sends_a_request_that_both_sides_then_see(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.own_librarian).post(LIST + "nova/", typed(cast))
    for user in (cast.own_librarian, cast.own_partner, cast.own_coordinator, cast.office):
        assert "Пенсии" in signed_in(user).get(LIST).content.decode(), user
    for user in (cast.other_librarian, cast.other_partner, cast.other_coordinator):
        assert "Пенсии" not in signed_in(user).get(LIST).content.decode(), user


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day_0": ""}, "Напишете поне една дата, като 24.11.2026"),
        ({"day_0": "31.02.2027"}, "напишете дата като 24.11.2026"),
        ({"hour_0": "късно"}, "напишете час като 16:30"),
        ({"day_0": "01.02.2020"}, "Този час е минал. Изберете по-късен."),
        ({"day_1": "24.12.2026", "hour_1": ""}, "Напишете часа, като 14:00"),
        ({"note": "Обадете се на 0888 123 456"}, "Това прилича на ЕГН или на личен телефон. Махнете го."),
        ({"subject": ""}, "Попълнете „Тема“"),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_what_was_typed(
    changes: dict[str, str], sentence: str, cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast.own_librarian).post(LIST + "nova/", typed(cast, place_bg="Голямата зала", **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Голямата зала" in page
    assert not ExpertRequest.objects.exists()


def test_opening_it_is_seen_by_the_library_only_when_the_institution_opens(
    request_: ExpertRequest, cast: Cast, signed_in: SignedIn
) -> None:
    for user in (cast.own_librarian, cast.own_coordinator, cast.office):
        signed_in(user).get(address(request_))
    assert ExpertRequest.objects.get().state == State.SENT
    signed_in(cast.own_partner).get(address(request_))
    assert ExpertRequest.objects.get().state == State.SEEN


def test_an_expert_accepts_and_the_calendar_shows_it(request_: ExpertRequest, cast: Cast, signed_in: SignedIn) -> None:
    partner = signed_in(cast.own_partner)
    partner.post(address(request_, "priemi/"), {"time": request_.times_now[0].pk, "role_bg": "лекар"})
    assert Engagement.objects.get().expert == Expert.objects.get(role_bg="лекар")
    other = make_request(cast.library, cast.institution, cast.own_librarian)
    assert "лекар" in signed_in(cast.own_librarian).get(address(other)).content.decode()


def test_who_accepts_must_say_who_comes(request_: ExpertRequest, cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.own_partner).post(address(request_, "priemi/"), {"time": request_.times_now[0].pk})
    assert answer.status_code == 422
    assert "Кажете кой идва" in answer.content.decode()


def test_a_taken_expert_is_said_with_the_hour(request_: ExpertRequest, cast: Cast, signed_in: SignedIn) -> None:
    expert, partner = make_expert(cast.institution), signed_in(cast.own_partner)
    other = make_request(cast.other_library, cast.institution, cast.other_librarian)
    partner.post(address(request_, "priemi/"), {"time": request_.times_now[0].pk, "expert": expert.pk})
    answer = partner.post(address(other, "priemi/"), {"time": other.times_now[0].pk, "expert": expert.pk})
    assert answer.status_code == 422
    assert "Експертът е зает" in answer.content.decode()
    assert "14:00" in answer.content.decode()


def test_an_expert_of_another_institution_is_no_choice(
    request_: ExpertRequest, cast: Cast, signed_in: SignedIn
) -> None:
    foreign = make_expert(cast.other_institution)
    sent = {"time": request_.times_now[0].pk, "expert": foreign.pk}
    assert signed_in(cast.own_partner).post(address(request_, "priemi/"), sent).status_code == 422
    assert not Engagement.objects.exists()


def test_a_library_answers_a_proposal(request_: ExpertRequest, cast: Cast, signed_in: SignedIn) -> None:
    day = clock.today() + timedelta(days=20)
    sent = {
        "p-day_0": f"{day:%d.%m.%Y}",
        "p-hour_0": "10",
        "p-minutes": "60",
        "p-role_bg": "лекар",
        "p-word": "Тогава?",
    }
    signed_in(cast.own_partner).post(address(request_, "predlozhi/"), sent)
    librarian = signed_in(cast.own_librarian)
    page = librarian.get(address(request_)).content.decode()
    assert "Тогава?" in page
    time = ExpertRequest.objects.get().times_now[0].pk
    librarian.post(address(request_, "priemi/"), {"time": time})
    assert ExpertRequest.objects.get().state == State.CONFIRMED
    assert Engagement.objects.get().expert.role_bg == "лекар"


def test_the_page_of_one_request_costs_few_queries(
    request_: ExpertRequest, cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.own_partner)
    client.get(address(request_))
    with django_assert_max_num_queries(16):
        client.get(address(request_))


def test_a_list_costs_the_same_whatever_its_length(cast: Cast, signed_in: SignedIn) -> None:
    costs = []
    for _ in range(2):
        for _ in range(3):
            make_request(cast.library, cast.institution, cast.own_librarian)
        with CaptureQueriesContext(connection) as asked:
            signed_in(cast.own_librarian).get(LIST)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 25
