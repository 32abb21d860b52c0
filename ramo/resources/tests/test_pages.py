"""What anybody reads, and what nobody reads any more once its date has passed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.resources.models import Resource
from ramo.trust.models import State
from tests.cast import Cast

from .factories import make_area, make_need, make_paths, make_resource, make_topic

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


def confirmed(on: date = TODAY, until: date = TODAY + timedelta(days=100)) -> dict[str, Any]:
    return {"verified_on": on, "verified_as": "НОИ", "valid_until": until}


@pytest.fixture(autouse=True)
def _on_an_ordinary_day() -> object:
    with time_machine.travel("2026-11-18 10:00+02:00", tick=False):
        yield


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# Questions


def test_first_question_offers_its_menus_and_says_which_step_it_is(client: Client) -> None:
    make_paths()
    page = read(client, "/nuzhda/")
    assert "Какво ви трябва днес?" in page
    assert "стъпка 1 от 3" in page
    assert 'href="/nuzhda/work/"' in page


def test_last_question_offers_answers_and_a_way_to_a_person(client: Client) -> None:
    make_need()
    page = read(client, "/nuzhda/work-find/")
    assert "стъпка 3 от 3" in page
    assert 'href="/nuzhda/job-nearby/"' in page
    assert "Попитай библиотекар" in page


def test_no_question_offers_more_than_four_answers(client: Client) -> None:
    screen = make_paths()
    for number in range(6):
        make_need(f"need-{number}", screen=screen)
    assert read(client, "/nuzhda/work-find/").count('class="choice') == 4


def test_question_without_shown_answers_says_that_an_expert_is_awaited(client: Client) -> None:
    make_need(requires_verification=True)
    page = read(client, "/nuzhda/work-find/")
    assert "Търся работа наблизо" not in page
    assert "Попитайте в библиотеката" in page


def test_unknown_question_is_not_found(client: Client) -> None:
    make_paths()
    assert client.get("/nuzhda/nothing/").status_code == 404


# Answers


def test_answer_shows_steps_papers_sources_notice_and_whom_to_ask(client: Client) -> None:
    make_need(resources=(make_resource(),))
    page = read(client, "/nuzhda/job-nearby/")
    for text in ("Отваряме обявите.", "лична карта", "Трудовият посредник", "не посредничи", "Свободни места"):
        assert text in page


def test_unchecked_answer_says_so_in_the_one_wording(client: Client) -> None:
    make_need()
    assert "Още не е проверено." in read(client, "/nuzhda/job-nearby/")


def test_answer_whose_resource_expired_keeps_its_steps_and_sends_to_the_library(client: Client) -> None:
    expired = make_resource(name_bg="Стар портал", **confirmed(until=TODAY - timedelta(days=1)))
    make_need(resources=(expired,))
    page = read(client, "/nuzhda/job-nearby/")
    assert "Отваряме обявите." in page
    assert "попитайте в библиотеката" in page
    assert "az.government.bg/bg/ejobs" not in page


def test_english_answer_marks_what_is_still_in_bulgarian(client: Client) -> None:
    make_need()
    page = read(client, "/en/nuzhda/job-nearby/")
    assert "I am looking for a job nearby" in page
    assert '<ol class="steps" lang="bg">' in page
    assert "This text is not translated yet." in page


# Services


def test_service_shows_its_facts_and_the_answers_that_use_it(client: Client) -> None:
    make_need(resources=(make_resource(phone="0700 18 700"),))
    page = read(client, "/resurs/az-ejobs/")
    for text in ("безплатно", 'href="tel:+35970018700"', "български", 'href="/nuzhda/job-nearby/"'):
        assert text in page


def test_service_without_a_phone_sends_to_the_library(client: Client) -> None:
    make_resource(phone="")
    assert "попитайте в библиотеката" in read(client, "/resurs/az-ejobs/")


def test_service_about_which_little_is_known_has_no_empty_headings(client: Client) -> None:
    make_resource(how_to_bg=[], needs_bg="", cost_bg="", languages=[], url="")
    page = read(client, "/resurs/az-ejobs/")
    assert "Стъпките" not in page
    assert "Откъде е това" not in page
    assert "<dd></dd>" not in page


def test_service_without_recommendation_is_marked_and_not_printed(client: Client) -> None:
    make_resource(is_recommended=False)
    page = read(client, "/resurs/az-ejobs/")
    assert "Видяно, без препоръка" in page
    assert "/list/" not in page


# Past, hidden, not published


@pytest.mark.parametrize("address", ["/resurs/az-ejobs/", "/resurs/az-ejobs/list/", "/resurs/az-ejobs/list.pdf"])
def test_what_is_past_its_date_is_gone_and_leads_to_what_still_holds(client: Client, address: str) -> None:
    topic = make_topic()
    make_resource(topics=(topic,), **confirmed(until=TODAY - timedelta(days=1)))
    make_resource("az-portal", name_bg="Портал на агенцията", topics=(topic,))
    response = client.get(address)
    assert response.status_code == 410
    assert "Портал на агенцията" in response.content.decode()


def test_what_expires_today_still_stands(client: Client) -> None:
    make_resource(**confirmed(until=TODAY))
    assert client.get("/resurs/az-ejobs/").status_code == 200


def test_expired_answer_is_gone(client: Client) -> None:
    make_need(**confirmed(until=TODAY - timedelta(days=1)))
    assert client.get("/nuzhda/job-nearby/").status_code == 410


def test_withdrawn_service_is_gone(client: Client) -> None:
    make_resource(state=State.WITHDRAWN)
    assert client.get("/resurs/az-ejobs/").status_code == 410


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_service_that_was_never_published_is_not_found(client: Client, state: State) -> None:
    make_resource(state=state)
    assert client.get("/resurs/az-ejobs/").status_code == 404


def test_health_text_is_not_found_until_an_expert_confirms_it(client: Client) -> None:
    text = make_resource(area=make_area("health"), requires_verification=True)
    response = client.get("/resurs/az-ejobs/")
    assert response.status_code == 404
    assert "Попитайте в библиотеката" in response.content.decode()
    Resource.objects.filter(pk=text.pk).update(**confirmed())
    assert client.get("/resurs/az-ejobs/").status_code == 200


def test_staff_read_a_health_text_before_its_expert(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    make_resource(area=make_area("health"), requires_verification=True)
    page = signed_in(cast.own_librarian).get("/resurs/az-ejobs/").content.decode()
    assert "Още не е проверено." in page


def test_not_even_staff_print_a_health_text_before_its_expert(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    make_resource(area=make_area("health"), requires_verification=True)
    assert signed_in(cast.own_librarian).get("/resurs/az-ejobs/list/").status_code == 404


# Keeping


@pytest.mark.parametrize("address", ["/", "/oblast/employment/", "/nuzhda/job-nearby/", "/resurs/az-ejobs/"])
def test_public_page_is_the_same_for_all_and_may_be_kept(client: Client, address: str) -> None:
    make_need(resources=(make_resource(),))
    response = client.get(address)
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies


def test_page_of_staff_is_never_kept(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    make_resource()
    assert signed_in(cast.editor).get("/resurs/az-ejobs/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/nuzhda/work-find/", 3),
        ("/nuzhda/job-nearby/", 5),
        ("/resurs/az-ejobs/", 6),
    ],
)
def test_page_asks_the_same_however_much_it_shows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    topic = make_topic()
    resources = tuple(make_resource(f"r{number}", topics=(topic,), **confirmed()) for number in range(8))
    first = make_resource("az-ejobs", topics=(topic,), **confirmed())
    make_need("job-nearby", resources=(first, *resources[:3]))
    for number in range(3):
        make_need(f"need-{number}", resources=(first,))
    with django_assert_num_queries(queries):
        read(client, address)
