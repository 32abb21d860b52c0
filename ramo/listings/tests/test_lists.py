"""The lists of each kind: their order, what is near, what is over, and how far one may turn their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ramo.kit import clock
from ramo.listings import actions, lists, nearest
from ramo.listings.actions import close_calls
from ramo.listings.models import Vacancy
from ramo.network.tests.factories import make_municipality, make_settlement
from tests.cast import Cast

from .factories import call_data, make_areas, make_listing, make_vacancy, provenance, vacancy_data

pytestmark = pytest.mark.django_db
OFFICE = "Бюро по труда Монтана"


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


def text(response: Any) -> str:
    content: bytes = response.content
    return content.decode().replace("\xa0", " ")


def names(response: Any) -> list[str]:
    return [entry.title.split(" – ")[0] for entry in response.context["found"].entries]


def test_list_shows_confirmed_ones_first_then_the_newest(client: Client) -> None:
    for title, vouched_as in (("Първа", ""), ("Потвърдена", OFFICE), ("Втора", "")):
        make_vacancy(title=title, vouched_as=vouched_as)
    assert names(client.get("/obyavi/")) == ["Потвърдена", "Втора", "Първа"]


def test_list_hides_what_is_over_and_counts_it(client: Client) -> None:
    until = clock.today() - timedelta(days=1)
    Vacancy.objects.filter(pk=make_vacancy().pk).update(valid_until=until, said_until=until)
    make_vacancy(title="Гладач")
    response = client.get("/obyavi/")
    assert names(response) == ["Гладач"]
    assert "Скрихме 1 запис с изтекъл срок" in text(response)


def test_closed_call_is_in_no_list(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    closes = clock.now() + timedelta(minutes=1)
    make_listing(call_data(closes_at=closes))
    monkeypatch.setattr(clock, "now", lambda: closes)
    close_calls()
    assert names(client.get("/finansirane/")) == []


@pytest.fixture
def spread() -> tuple[str, str]:
    """Two villages 11 km and 55 km from a third."""
    here = make_settlement("99010", name_bg="Тук", lat=43.0, lon=23.0)
    near = make_settlement("99011", name_bg="Близко", lat=43.1, lon=23.0)
    far = make_settlement("99012", name_bg="Далече", lat=43.5, lon=23.0)
    make_vacancy(title="Далечна", places=(far.pk,))
    make_vacancy(title="Близка", places=(near.pk,))
    return here.pk, far.pk


def test_list_around_a_place_shows_what_is_near(client: Client, spread: tuple[str, str]) -> None:
    here, _far = spread
    assert names(client.get(f"/obyavi/?p={here}")) == ["Близка"]
    assert names(client.get(f"/obyavi/?p={here}&d=country&s=nearest")) == ["Близка", "Далечна"]


def test_list_finds_an_offer_at_each_of_its_places_once_and_names_the_nearest(
    client: Client, spread: tuple[str, str]
) -> None:
    here, far = spread
    make_vacancy(title="Двойна", places=(far, "99011", here))
    assert names(client.get(f"/obyavi/?p={far}")) == ["Двойна", "Далечна"]
    response = client.get(f"/obyavi/?p={here}&d=country&s=nearest")
    assert names(response) == ["Двойна", "Близка", "Далечна"]
    assert "Тук и още 2 места" in text(response)
    assert "Далече и още 2 места" in text(client.get("/obyavi/"))


@pytest.mark.parametrize("few", [0, 2000])
def test_nearest_first_keeps_confirmed_ones_before_the_rest_and_what_lies_nowhere_last(
    few: int, client: Client, spread: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, far = spread
    monkeypatch.setattr(nearest, "FEW", few)
    unknown = make_settlement("99014", name_bg="Без точка", lat=None, lon=None)
    make_vacancy(title="Без място")
    make_vacancy(title="Без точка", places=(unknown.pk,))
    make_vacancy(title="Потвърдена далечна", places=(far,), vouched_as=OFFICE)
    make_vacancy(title="Потвърдена тук", places=(here,), vouched_as=OFFICE)
    confirmed = ["Потвърдена тук", "Потвърдена далечна"]
    rest = ["Близка", "Далечна", "Без точка", "Без място"]
    assert names(client.get(f"/obyavi/?p={here}&d=country&s=nearest")) == [*confirmed, *rest]


@pytest.mark.parametrize("page", [1, 2, 3])
def test_rings_leave_out_and_repeat_nothing_from_page_to_page(
    page: int, client: Client, spread: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, far = spread
    monkeypatch.setattr(nearest, "RING", 1)
    monkeypatch.setattr(nearest, "FEW", 0)
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    for title, place in (("Тук", here), ("Още една далечна", far), ("Още една близка", "99011")):
        make_vacancy(title=title, places=(place,))
    inside = ["Тук", "Още една близка", "Близка", "Още една далечна", "Далечна"]
    found = names(client.get(f"/obyavi/?p={here}&d=country&s=nearest&page={page}"))
    assert found == inside[2 * page - 2 : 2 * page]


def test_where_enough_lies_near_nothing_farther_is_asked_for(
    client: Client, spread: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _far = spread
    monkeypatch.setattr(nearest, "RING", 1)
    monkeypatch.setattr(nearest, "FEW", 0)
    monkeypatch.setattr(lists, "PAGE_SIZE", 1)
    make_vacancy(title="Тук", places=(here,), vouched_as=OFFICE)
    with CaptureQueriesContext(connection) as queries:
        assert names(client.get(f"/obyavi/?p={here}&d=country&s=nearest")) == ["Тук"]
    (ring,) = [each["sql"] for each in queries if "&&" in each["sql"]]
    assert here in ring


def test_from_a_place_without_a_point_the_newest_come_first(client: Client, spread: tuple[str, str]) -> None:
    unknown = make_settlement("99014", name_bg="Без точка", lat=None, lon=None)
    assert names(client.get(f"/obyavi/?p={unknown.pk}&d=country&s=nearest")) == ["Близка", "Далечна"]


def test_pages_end_where_it_is_time_to_narrow_the_question(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE_SIZE", 1)
    monkeypatch.setattr(lists.FirstPages, "MOST", 2)
    make_vacancy(title="Първа")
    make_vacancy(title="Втора")
    assert "по-къс" not in text(client.get("/obyavi/"))
    make_vacancy(title="Трета")
    last = client.get("/obyavi/?page=3")
    assert names(last) == ["Втора"]
    assert "Тук са първите 2" in text(last)
    assert "3 резултата" in text(last)
    assert "page=3" not in text(client.get("/obyavi/"))


def test_list_of_a_district_holds_what_has_a_place_in_it(client: Client, spread: tuple[str, str]) -> None:
    there = make_settlement("99013", name_bg="Другаде", municipality=make_municipality("VID99"))
    make_vacancy(title="Двойна", places=(spread[1], there.pk))
    assert names(client.get("/obyavi/?r=VID")) == ["Двойна"]
    assert "Двойна" in names(client.get("/obyavi/?r=MON"))


def test_unknown_place_is_said_so_and_shows_what_was_typed(client: Client) -> None:
    response = client.get("/obyavi/?p=Няматакова")
    assert 'value="Няматакова"' in text(response)
    assert "Не познаваме мястото" in text(response)


@pytest.mark.parametrize("query", ["d=xx", "page=zz", "page=999", "p=%00", "r=ZZZ", "s=" + "x" * 300])
def test_what_cannot_be_read_of_an_address_is_left_out(client: Client, query: str) -> None:
    make_vacancy()
    assert client.get(f"/obyavi/?{query}").status_code == 200


@pytest.mark.parametrize("count", [2, 15])
def test_list_asks_the_database_as_often_for_few_as_for_many(client: Client, count: int) -> None:
    actions.put_many([(vacancy_data(title=f"Работа {n}"), provenance()) for n in range(count)])
    with CaptureQueriesContext(connection) as queries:
        client.get("/obyavi/")
    assert len(queries) == 5


def test_a_list_leads_to_letters_and_feeds_about_the_same(client: Client, cast: Cast) -> None:
    place = cast.library.settlement_id
    page = client.get(f"/obyavi/?p={place}&d=50").content.decode()
    query = f"?k=vacancy&amp;p={place}&amp;d=50"
    assert f'href="/pisma/{query}"' in page
    assert f'type="application/atom+xml" title="Новото тук" href="/tarsene/novo.atom{query}"' in page
