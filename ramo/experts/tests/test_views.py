"""Who sends experts names them anew, retires them, and says what they offer."""

from collections.abc import Callable

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.experts.models import Expert
from ramo.resources.tests.factories import make_area
from ramo.vocabularies.models import Topic
from tests.cast import Cast

from .factories import make_expert

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
LIST = "/rabotno-myasto/eksperti/"


@pytest.fixture
def partner(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_partner)


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.create(key="pensions", area=make_area("taxes"), label_bg="Пенсии", label_en="Pensions")


def test_an_expert_is_written_with_what_libraries_may_ask_for(partner: Client, cast: Cast, topic: Topic) -> None:
    partner.post(LIST + "nov/", {"role_bg": "трудов посредник", "name": "Мария", "topics": [topic.pk]})
    expert = Expert.objects.get()
    assert (expert.role_bg, expert.institution, list(expert.topics.all())) == (
        "трудов посредник", cast.institution, [topic],
    )  # fmt: skip
    assert "Пенсии" in partner.get(LIST).content.decode()


def test_an_expert_is_named_anew(partner: Client, cast: Cast) -> None:
    expert = make_expert(cast.institution)
    partner.post(f"{LIST}{expert.pk}/", {"role_bg": "лекар", "role_en": "a doctor", "name": ""})
    expert.refresh_from_db()
    assert (expert.role_bg, expert.role_en) == ("лекар", "a doctor")


def test_a_personal_number_is_no_name(partner: Client, cast: Cast) -> None:
    expert = make_expert(cast.institution)
    response = partner.post(f"{LIST}{expert.pk}/", {"role_bg": "лекар", "name": "7501020018"})
    assert response.status_code == 422
    expert.refresh_from_db()
    assert expert.name == ""


def test_who_comes_no_more_is_not_offered_and_may_come_back(partner: Client, cast: Cast) -> None:
    expert = make_expert(cast.institution)
    for wanted in (False, True):
        partner.post(f"{LIST}{expert.pk}/spri/")
        expert.refresh_from_db()
        assert expert.is_active is wanted


def test_the_list_shows_the_own_experts_alone(partner: Client, cast: Cast) -> None:
    make_expert(cast.library, "библиотекар в Росен дол")
    assert "библиотекар в Росен дол" not in partner.get(LIST).content.decode()
