"""What the labour offices of a library's municipality offer: at its desk, and for readers who ask for it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.network.models import Institution, OfficeTerritory
from ramo.network.tests.factories import make_institution
from tests.cast import Cast

from .factories import course_data, make_areas, make_listing, make_vacancy

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
PAGE = "/rabotno-myasto/oferti/ot-byuroto/"


@pytest.fixture(autouse=True)
def office(cast: Cast) -> Institution:
    """That of the library's municipality."""
    make_areas()
    own: Institution = make_institution("dbt-montana", name_bg="Дирекция „Бюро по труда“ – Монтана")
    OfficeTerritory.objects.create(institution=own, municipality_id=str(cast.library.municipality_id))
    return own


def titles(client: Client, query: str = "") -> list[str]:
    return [listing.title for listing, _entry in client.get(PAGE + query).context["entries"]]


def names(client: Client, query: str) -> list[str]:
    return [entry.title.split(" – ")[0] for entry in client.get(f"/obyavi/?{query}").context["found"].entries]


def test_the_desk_shows_what_the_own_labour_office_offers_confirmed_ones_first(
    cast: Cast, signed_in: SignedIn, office: Institution
) -> None:
    make_vacancy(title="Проверена", institution=office.pk, vouched_as="ДБТ Монтана")
    make_vacancy(title="Непроверена", institution=office.pk)
    make_vacancy(title="Чужда", institution=cast.institution.pk)
    make_listing(course_data(title="Готвач", institution=office.pk))
    client = signed_in(cast.own_librarian)
    assert titles(client) == ["Проверена", "Непроверена"]
    assert titles(client, "?kind=kurs") == ["Готвач"]
    assert "Добави в листовката" in client.get(PAGE).content.decode()
    assert PAGE in client.get("/rabotno-myasto/").content.decode()


@pytest.mark.parametrize("who", ["own_partner", "own_coordinator", "editor", "office"])
def test_only_who_works_at_a_desk_sees_what_its_office_offers(who: str, cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(getattr(cast, who)).get(PAGE).status_code == HTTPStatus.FORBIDDEN


def test_nobody_sees_it_without_signing_in(client: Client, cast: Cast) -> None:
    assert client.get(PAGE).status_code == HTTPStatus.FOUND


def test_where_no_office_is_known_it_is_said_whom_to_tell(cast: Cast, signed_in: SignedIn) -> None:
    OfficeTerritory.objects.all().delete()
    html = signed_in(cast.own_librarian).get(PAGE).content.decode()
    assert "Кажете на координатора" in html


@pytest.mark.parametrize("count", [1, 9])
def test_the_desk_asks_the_database_as_often_for_few_as_for_many(
    count: int, cast: Cast, signed_in: SignedIn, office: Institution, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_vacancy(title=f"Работа {number}", institution=office.pk)
    client = signed_in(cast.own_librarian)
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)


def test_readers_narrow_a_list_to_the_office_of_the_place(client: Client, cast: Cast, office: Institution) -> None:
    there: Any = {"places": (cast.library.settlement_id,)}
    make_vacancy(title="На бюрото", institution=office.pk, **there)
    make_vacancy(title="На другиго", **there)
    around = f"p={cast.library.settlement_id}"
    html = client.get(f"/obyavi/?{around}").content.decode()
    assert f"?{around}&amp;o=dbt-montana" in html
    assert names(client, around) == ["На другиго", "На бюрото"]
    assert names(client, f"{around}&o=dbt-montana") == ["На бюрото"]
    assert names(client, f"{around}&o=nyama") == []


def test_an_office_without_offers_of_the_kind_is_no_choice(client: Client, cast: Cast, office: Institution) -> None:
    make_vacancy(places=(cast.library.settlement_id,))
    make_listing(course_data(institution=office.pk))
    assert "o=dbt-montana" not in client.get(f"/obyavi/?p={cast.library.settlement_id}").content.decode()
