"""Home and areas: what makes itself, and what an editor wrote; both stand before anybody wrote anything."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ramo.resources.tests.factories import make_area, make_need, make_resource, make_screen, make_topic
from ramo.search.actions import file_card
from ramo.search.data import Card

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


# Home


def test_home_has_one_tile_for_each_main_area(client: Client) -> None:
    make_area("employment")
    make_area("taxes", is_main=False)
    page = read(client, "/")
    assert page.count('class="tile') == 1


def test_home_never_shows_what_nobody_checked(client: Client) -> None:
    make_resource(name_bg="Непроверен портал")
    page = read(client, "/")
    assert "Непроверен портал" not in page
    assert "Как проверяваме" in page


def test_home_lists_what_was_checked_today(client: Client) -> None:
    make_resource(name_bg="Проверен портал", **confirmed())
    page = read(client, "/")
    assert "Проверено днес" in page
    assert "Проверен портал" in page


def test_home_says_lately_when_the_last_check_was_another_day(client: Client) -> None:
    make_resource(name_bg="Проверен портал", **confirmed(on=TODAY - timedelta(days=3)))
    page = read(client, "/")
    assert "Проверено днес" not in page
    assert "Проверен портал" in page


def test_home_drops_an_item_on_the_day_after_its_date(client: Client) -> None:
    make_resource(name_bg="Проверен портал", **confirmed(until=TODAY))
    assert "Проверен портал" in read(client, "/")
    with time_machine.travel("2026-11-19 00:01+02:00"):
        assert "Проверен портал" not in read(client, "/")


def test_home_leaves_out_what_is_shown_without_a_recommendation(client: Client) -> None:
    make_resource(name_bg="Частен сайт", is_recommended=False, **confirmed())
    assert "Частен сайт" not in read(client, "/")


# Area


def test_area_shows_at_most_four_choices(client: Client) -> None:
    root = make_screen("root")
    for number in range(6):
        screen = make_screen(f"s{number}", root)
        make_need(f"need-{number}", screen=screen)
    page = read(client, "/oblast/employment/")
    assert page.count('class="choice') == 4


def test_area_with_few_answers_leads_straight_to_them(client: Client) -> None:
    make_need()
    assert 'href="/nuzhda/job-nearby/"' in read(client, "/oblast/employment/")


def test_area_puts_checked_resources_before_unchecked_ones(client: Client) -> None:
    topic = make_topic()
    make_resource("a-unchecked", name_bg="Първи по азбука", topics=(topic,))
    make_resource("b-checked", name_bg="Проверен", topics=(topic,), **confirmed())
    page = read(client, "/oblast/employment/")
    assert page.index("Проверен<") < page.index("Първи по азбука")


def test_area_leaves_out_and_counts_what_is_past_its_date(client: Client) -> None:
    make_resource(name_bg="Изтекъл портал", **confirmed(until=TODAY - timedelta(days=1)))
    page = read(client, "/oblast/employment/")
    assert "Изтекъл портал" not in page
    assert "Скрихме 1 текст" in page


def test_area_leaves_out_and_counts_health_texts_that_wait_for_an_expert(client: Client) -> None:
    health = make_area("health")
    make_resource(name_bg="Ваксини", area=health, requires_verification=True)
    page = read(client, "/oblast/health/")
    assert "Ваксини" not in page
    assert "<b>1 текст чака специалист</b>" in page


def test_area_lists_no_site_without_recommendation(client: Client) -> None:
    make_resource(name_bg="Частен сайт", is_recommended=False)
    assert "Частен сайт" not in read(client, "/oblast/employment/")


def test_area_shows_a_campaign_once_its_partner_confirmed_it(client: Client) -> None:
    make_area("employment")
    until = TODAY + timedelta(days=9)
    card = Card("campaign", "x", "/kampaniya/x/", "Седмица на заетостта", area="employment", valid_until=until)
    file_card(card)
    assert "Седмица на заетостта" not in read(client, "/oblast/employment/")
    file_card(replace(card, verified_on=TODAY, verified_as="АЗ"))
    assert 'href="/kampaniya/x/"' in read(client, "/oblast/employment/")
    with time_machine.travel(until + timedelta(days=1)):
        assert "Седмица на заетостта" not in read(client, "/oblast/employment/")


def test_area_leads_to_the_other_areas(client: Client) -> None:
    make_area("employment")
    make_area("taxes")
    assert 'href="/oblast/taxes/"' in read(client, "/oblast/employment/")


def test_unknown_area_is_not_found(client: Client) -> None:
    assert client.get("/oblast/moda/").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [("/", 6), ("/oblast/employment/", 16)])
def test_page_asks_the_same_however_much_it_shows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    topic = make_topic()
    resources = tuple(make_resource(f"r{number}", topics=(topic,), **confirmed()) for number in range(8))
    for number in range(3):
        make_need(f"need-{number}", resources=resources[:3])
    read(client, address)  # the kinds of pages are read once a process
    with django_assert_num_queries(queries):
        read(client, address)
