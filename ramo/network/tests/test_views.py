"""The finder never guesses; a library's page tells what is known and nothing else."""

from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from ramo.kit import clock
from ramo.network import finder
from ramo.network.actions import file_library_cards
from ramo.network.models import Library

from .factories import make_hours, make_library, make_municipality, make_settlement

pytestmark = pytest.mark.django_db
HOUR = "12:00:00+02:00"


@pytest.fixture
def proboudas() -> list[Library]:
    """One village „Пробуда“, and three libraries of that name elsewhere."""
    targovishte = make_municipality("TGV35", name_bg="Търговище", name_en="Targovishte")
    make_settlement("58493", name_bg="Пробуда", name_en="Probuda", municipality=targovishte, lat=43.28, lon=26.65)
    here = make_settlement("99003", name_bg="Лиляк", name_en="Lilyak", municipality=targovishte, lat=43.25, lon=26.50)
    vidin = make_municipality("VID99", name_bg="Видин", name_en="Vidin")
    there = make_settlement("99004", name_bg="Капитановци", name_en="Kapitanovtsi", municipality=vidin)
    libraries = [
        make_library("9101", name_bg="Пробуда 1896 г.", settlement=here),
        make_library("9102", name_bg="Пробуда-1919", settlement=there),
        make_library("9103", name_bg="ПРОБУДА", settlement=there),
        make_library("9104", name_bg="Зора 1900", settlement=here),
        make_library("9105", name_bg="Пробуда 1930", settlement=there, status=Library.Status.CLOSED),
    ]
    file_library_cards(Library.objects.all())
    return libraries


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_name_of_a_place_and_of_libraries_shows_both_and_guesses_neither(
    client: Client, proboudas: list[Library]
) -> None:
    page = text(client, "/en/biblioteki/?p=Пробуда")
    assert "<b>3 libraries</b> bear this name" in page
    assert "In which district?" in page
    assert "There is a place of this name too:" in page
    assert "/myasto/58493/" in page


def test_the_district_narrows_the_bearers_of_a_name(client: Client, proboudas: list[Library]) -> None:
    page = text(client, "/en/biblioteki/?p=Пробуда&o=TGV")
    assert "<b>1 library</b> bears this name" in page
    assert "/biblioteka/9101/" in page
    assert "/biblioteka/9102/" not in page


def test_a_name_that_only_a_place_bears_lists_the_nearest_at_once(client: Client, proboudas: list[Library]) -> None:
    page = text(client, "/en/biblioteki/?p=Лиляк")
    assert "Nearest to" in page
    assert "/biblioteka/9101/" in page
    assert "/biblioteka/9102/" not in page
    assert "/myasto/99003/?d=50" in page


@pytest.mark.parametrize("typed", ["probuda", "PROBUDA", "пробуда", "Пробуда 1896"])
def test_a_name_is_found_however_it_is_typed(client: Client, proboudas: list[Library], typed: str) -> None:
    assert "/biblioteka/9101/" in text(client, f"/biblioteki/?p={typed}")


def test_a_place_borne_by_several_is_asked_about(client: Client) -> None:
    make_settlement("99011", name_bg="Баня", name_en="Banya")
    make_settlement("99012", name_bg="Баня", name_en="Banya", municipality=make_municipality("VID99", name_bg="Видин"))
    page = text(client, "/en/biblioteki/?p=Баня")
    assert "Which place do you mean?" in page
    assert "/myasto/99011/" in page
    assert "/myasto/99012/" in page


def test_what_nobody_bears_is_answered_with_what_is_spelled_much_like_it(client: Client) -> None:
    make_settlement("99011", name_bg="Крушовица", name_en="Krushovitsa")
    page = text(client, "/en/biblioteki/?p=Крушовца")
    assert "There is no place and no library named" in page
    assert "/myasto/99011/" in page


def test_libraries_near_a_place_come_by_distance(client: Client) -> None:
    for number, lat in (("9001", 43.40), ("9002", 43.90), ("9003", 43.50)):
        make_library(number, settlement=make_settlement(f"9900{number[-1]}", lat=lat, name_bg=f"Село {number}"))
    file_library_cards(Library.objects.all())
    page = text(client, "/en/myasto/99001/?d=district")
    order = [page.index(f"/biblioteka/{number}/") for number in ("9001", "9003", "9002")]
    assert order == sorted(order)
    assert "<span>here</span>" in page
    assert "11 km" in page


def test_a_library_without_a_point_is_listed_by_name_and_never_by_distance(client: Client) -> None:
    lost = make_library("9002", name_bg="Надежда 1903")
    Library.objects.filter(pk="9002").update(settlement=None, place_bg="гара Лакатник")
    make_library("9001")
    file_library_cards(Library.objects.all())
    assert "/biblioteka/9002/" not in text(client, "/myasto/99001/")
    assert "/biblioteka/9002/" in text(client, f"/biblioteki/?o={lost.district_id}")
    assert "гара Лакатник" in text(client, "/biblioteka/9002/")


def test_the_finder_lists_active_libraries_only(client: Client, proboudas: list[Library]) -> None:
    assert "/biblioteka/9105/" not in text(client, "/biblioteki/?o=VID")
    assert "/biblioteka/9105/" not in text(client, "/biblioteki/?p=Пробуда")
    assert finder.count_by_district(Library.objects.active())[0].count == 2


def test_a_closed_library_says_so_and_leads_to_open_ones(client: Client, proboudas: list[Library]) -> None:
    page = text(client, "/en/biblioteka/9105/")
    assert "This library is closed." in page
    assert "Make it my library" not in page
    assert "/biblioteka/9102/" in page


def test_a_district_is_shown_in_pages(client: Client) -> None:
    for number in range(25):
        make_library(str(9200 + number))
    assert text(client, "/biblioteki/?o=MON").count("<h3>") == 20
    assert text(client, "/biblioteki/?o=MON&page=2").count("<h3>") == 5
    assert text(client, "/biblioteki/?o=MON&page=nonsense").count("<h3>") == 20


@pytest.mark.parametrize(
    "query", ["p=%00", "o=%00", "o=%3Cscript%3E", "o=XXX", "p=" + "ж" * 500, "page=-4", "p=.*(", "p=%25"]
)
def test_odd_questions_get_a_page(client: Client, query: str) -> None:
    make_library()
    assert client.get(f"/biblioteki/?{query}").status_code == 200


def test_a_library_page_shows_what_is_known(client: Client) -> None:
    make_library(address_bg="ул. „Първа“ 12", email="biblioteka@rosendol.example")
    page = text(client, "/en/biblioteka/9001/")
    for fact in ("096 000 145", "ул. „Първа“ 12", "biblioteka@rosendol.example"):
        assert fact in page
    assert "Not checked yet." in page
    assert "In the network since" in page


def test_what_is_invented_is_marked_wherever_it_shows(client: Client) -> None:
    make_library(is_demo=True)
    file_library_cards(Library.objects.all())
    for address in ("/biblioteka/9001/", "/biblioteki/?o=MON", "/myasto/99001/", "/biblioteki/?p=Светлина"):
        assert "example" in text(client, f"/en{address}")


def test_a_missing_phone_is_asked_for_at_the_library(client: Client) -> None:
    make_library(phone="")
    assert "Phone: ask at the library." in text(client, "/en/biblioteka/9001/")


def test_contacts_past_their_date_are_not_shown(client: Client, time_machine: TimeMachineFixture) -> None:
    make_library(
        email="biblioteka@rosendol.example",
        verified_on=date(2026, 6, 1),
        verified_as="библиотеката",
        valid_until=date(2026, 12, 1),
    )
    time_machine.move_to(f"2026-12-01T{HOUR}")
    assert "096 000 145" in text(client, "/biblioteka/9001/")
    time_machine.move_to(f"2026-12-02T{HOUR}")
    page = text(client, "/biblioteka/9001/")
    assert "096 000 145" not in page
    assert "biblioteka@rosendol.example" not in page
    assert clock.today() == date(2026, 12, 2)


def test_an_unknown_number_is_not_found(client: Client) -> None:
    assert client.get("/biblioteka/123456/").status_code == 404
    assert client.get("/myasto/00000/").status_code == 404


def test_names_are_printed_as_text(client: Client) -> None:
    make_library(name_bg="<script>alert(1)</script>")
    assert "<script>alert" not in text(client, "/biblioteka/9001/")


def test_lists_say_what_stands_before_a_visit(client: Client) -> None:
    library = make_library(is_step_free=True)
    make_hours(library, dict.fromkeys(range(7), "0-23:59"))
    file_library_cards(Library.objects.all())
    for address in ("/biblioteki/?o=MON", "/myasto/99001/"):
        page = text(client, address)
        assert "днес" in page
        assert "без стъпала" in page


def test_lists_say_nothing_of_hours_past_their_date(client: Client) -> None:
    library = make_library(verified_on="2026-01-10", verified_as="библиотеката", valid_until="2026-07-10")
    make_hours(library, dict.fromkeys(range(7), "0-23:59"))
    assert "днес" not in text(client, "/biblioteki/?o=MON")


def test_pages_keep_to_their_number_of_queries(
    client: Client, proboudas: list[Library], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address, most in (
        ("/biblioteki/", 2),
        ("/biblioteki/?o=TGV", 5),
        ("/biblioteki/?o=TGV35", 3),
        ("/biblioteki/?p=Пробуда", 8),
        ("/biblioteki/?p=Лиляк", 8),
        ("/myasto/58493/", 3),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_a_page_without_cookies_may_be_kept_by_caches(client: Client) -> None:
    make_library()
    response = client.get("/biblioteka/9001/")
    assert response.headers["Cache-Control"].startswith("public")
