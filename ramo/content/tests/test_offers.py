"""What a library's page shows of the offers around it."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.listings import actions
from ramo.listings.batch import Manner
from ramo.listings.tests.factories import (
    call_data,
    course_data,
    culture_data,
    make_areas,
    make_listing,
    make_vacancy,
    provenance,
    vacancy_data,
)
from ramo.network.models import Library
from ramo.network.tests.factories import make_library, make_municipality, make_settlement

pytestmark = pytest.mark.django_db
OFFICE = "Бюро по труда Монтана"
HEADING = "Обяви наблизо"


@pytest.fixture
def library() -> Library:
    make_areas()
    return make_library()


def page(client: Client, address: str = "/biblioteka/9001/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def here(library: Library, title: str, **values: Any) -> None:
    make_vacancy(title=title, places=(library.settlement_id,), vouched_as=OFFICE, **values)


def test_without_offers_the_page_says_nothing_of_them(client: Client, library: Library) -> None:
    make_vacancy(title="Непроверена", places=(library.settlement_id,))
    text = page(client)
    assert HEADING not in text
    assert "/tablo/" not in text


def test_confirmed_offers_around_stand_with_who_checked_them_and_lead_on(client: Client, library: Library) -> None:
    here(library, "Шивач")
    text = page(client)
    assert HEADING in text
    assert f"· от {OFFICE}" in text
    assert "/tarsene/?q=&amp;k=vacancy&amp;k=course&amp;k=call&amp;k=culture&amp;p=99001" in text
    assert "/tablo/biblioteka/9001/" in text


def test_all_offers_near_by_leads_to_just_those(client: Client, library: Library) -> None:
    here(library, "Шивач")
    address = page(client).split('<a class="hit" href="/tarsene/?')[1].split('"')[0].replace("&amp;", "&")
    assert "Шивач" in page(client, f"/tarsene/?{address}")


def test_what_is_far_is_left_out_and_what_holds_everywhere_comes_last(client: Client, library: Library) -> None:
    far = make_settlement("99003", name_bg="Далечко", lat=41.5, lon=23.2)
    make_vacancy(title="Далечна", places=(far.pk,), vouched_as=OFFICE)
    make_listing(culture_data(title="Филм отвсякъде"), vouched_as=OFFICE)
    here(library, "Шивач")
    text = page(client)
    assert "Далечна" not in text
    assert text.index("Шивач") < text.index("Филм отвсякъде")


def test_four_stand_and_each_kind_has_its_turn(client: Client, library: Library) -> None:
    for number in range(5):
        here(library, f"Позиция {number}", employer=f"Фирма {number}")
    for data in (course_data, call_data):
        make_listing(data(places=(library.settlement_id,)), vouched_as=OFFICE)
    text = page(client)
    assert "Готвач – част от професия" in text
    assert "Малък фонд за читалищни проекти" in text
    assert text.count("Позиция ") == 2


def test_what_is_invented_stands_with_invented_libraries_only(client: Client, library: Library) -> None:
    invented = make_library("D9001", name_bg="Пример", is_demo=True)
    for is_demo, title in ((True, "Измислена"), (False, "Истинска")):
        data = vacancy_data(title=title, places=(library.settlement_id,))
        actions.put_many([(data, provenance())], manner=Manner(OFFICE, is_demo=is_demo))
    assert ("Измислена" in page(client), "Истинска" in page(client)) == (False, True)
    text = page(client, f"/biblioteka/{invented.pk}/")
    assert ("Измислена" in text, "Истинска" in text) == (True, False)


def test_library_without_a_place_on_the_map_shows_its_district(client: Client, library: Library) -> None:
    Library.objects.filter(pk=library.pk).update(settlement=None)
    other = make_settlement("99004", name_bg="Другаде", municipality=make_municipality("VID99"))
    here(library, "Шивач")
    make_vacancy(title="Чужда", places=(other.pk,), vouched_as=OFFICE)
    text = page(client)
    assert ("Шивач" in text, "Чужда" in text) == (True, False)
    assert "r=MON" in text


def test_a_closed_library_shows_no_offers(client: Client, library: Library) -> None:
    here(library, "Шивач")
    Library.objects.filter(pk=library.pk).update(status=Library.Status.CLOSED)
    assert HEADING not in page(client)


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_asks_the_same_for_one_offer_and_for_many(
    count: int, client: Client, library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        here(library, f"Позиция {number}", employer=f"Фирма {number}")
    page(client)
    with django_assert_num_queries(10):
        page(client)
