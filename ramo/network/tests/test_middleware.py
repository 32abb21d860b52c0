"""Who looks at a page: two cookies, and a signed-in person's place."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.design.data import ChosenLibrary, StaffTab, WorkingAs
from ramo.kit import clock
from ramo.network import cookies
from ramo.network.models import Library
from tests.cast import Cast

from .factories import make_hours, make_library

SignedIn = Callable[[User], Client]


def seen_by(client: Client) -> tuple[ChosenLibrary | None, bool, WorkingAs | None]:
    request: Any = client.get("/healthz").wsgi_request
    return request.chosen_library, request.big_type, request.working_as


@pytest.mark.django_db
def test_a_reader_without_cookies_costs_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert seen_by(client) == (None, False, None)


def test_a_chosen_library_costs_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = Client()
    client.cookies[cookies.LIBRARY] = cast.library.pk
    with django_assert_num_queries(1):
        chosen, _, _ = seen_by(client)
    assert chosen == ChosenLibrary("9001", "Росен дол", "096 000 145")


def test_the_hours_of_a_chosen_library_cost_no_more(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_hours(cast.library, dict.fromkeys(range(7), "0-23:59"))
    client = Client()
    client.cookies[cookies.LIBRARY] = cast.library.pk
    with django_assert_num_queries(1):
        chosen, _, _ = seen_by(client)
    assert chosen is not None
    assert chosen.today


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["8888", "'; DROP TABLE", "9001" * 9, "<script>", " 9001"])
def test_a_cookie_that_the_register_does_not_know_is_ignored(client: Client, number: str) -> None:
    make_library()
    client.cookies[cookies.LIBRARY] = number
    assert seen_by(client)[0] is None


@pytest.mark.django_db
def test_a_closed_library_is_no_longer_the_chosen_one(client: Client) -> None:
    client.cookies[cookies.LIBRARY] = make_library(status=Library.Status.CLOSED).pk
    assert seen_by(client)[0] is None


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "is_big"), [("1", True), ("0", False), ("yes", False), ("", False)])
def test_big_type_is_on_for_one_value_only(client: Client, value: str, is_big: bool) -> None:
    client.cookies[cookies.BIG_TYPE] = value
    assert seen_by(client)[1] is is_big


@pytest.mark.django_db
def test_an_expired_phone_is_not_given_out(client: Client) -> None:
    library = make_library(verified_on="2026-01-10", verified_as="библиотеката", valid_until="2026-07-10")
    client.cookies[cookies.LIBRARY] = library.pk
    chosen = seen_by(client)[0]
    assert chosen is not None
    assert chosen.phone == ""


def test_a_worker_is_shown_by_role_and_place(cast: Cast, signed_in: SignedIn) -> None:
    _, _, working_as = seen_by(signed_in(cast.own_librarian))
    assert working_as is not None
    assert (working_as.role, working_as.place) == ("библиотекар", "Росен дол")


def test_at_work_the_own_library_is_the_chosen_one(cast: Cast, signed_in: SignedIn) -> None:
    make_hours(cast.library, dict.fromkeys(range(7), "9-13"))
    cookie = Client()
    cookie.cookies[cookies.LIBRARY] = cast.library.pk
    with time_machine.travel(datetime(2026, 11, 23, 8, tzinfo=clock.COUNTRY_ZONE)):
        own, at_home = seen_by(signed_in(cast.own_librarian))[0], seen_by(cookie)[0]
    assert own is not None
    assert own.today
    assert own == at_home, "somebody at work sees less of the own library than a reader"


@pytest.mark.parametrize(
    ("who", "tabs"),
    [
        ("own_librarian", set(StaffTab) - {StaffTab.PROOFS, StaffTab.REVIEW, StaffTab.OFFERS, StaffTab.AGREEMENTS}),
        ("own_coordinator", set(StaffTab) - {StaffTab.REVIEW, StaffTab.HOURS}),
        ("own_partner", set(StaffTab) - {StaffTab.PAGES, StaffTab.FIGURES}),
        (
            "editor",
            {StaffTab.DESK, StaffTab.REVIEW, StaffTab.NETWORK, StaffTab.SERVICES, StaffTab.CAMPAIGNS, StaffTab.PAGES},
        ),
        ("office", set(StaffTab)),
    ],
)
def test_each_role_sees_the_tabs_it_can_open(cast: Cast, signed_in: SignedIn, who: str, tabs: set[StaffTab]) -> None:
    _, _, working_as = seen_by(signed_in(getattr(cast, who)))
    assert working_as is not None
    assert set(working_as.tabs) == tabs


def test_an_account_without_a_place_works_as_nobody(cast: Cast, signed_in: SignedIn) -> None:
    cast.own_librarian.memberships.update(ended_on="2026-01-31")
    assert seen_by(signed_in(cast.own_librarian)) == (None, False, None)


@pytest.mark.django_db
def test_a_stranger_is_led_to_the_sign_in_page_and_back(client: Client) -> None:
    response = client.get("/rabotno-myasto/mrezha/?show=all")
    assert response.headers["Location"] == "/vhod/?next=/rabotno-myasto/mrezha/%3Fshow%3Dall"


def test_a_form_that_needs_signing_in_is_not_sent_again(cast: Cast, client: Client) -> None:
    response = client.post(f"/rabotno-myasto/mrezha/{cast.library.pk}/vyarno/")
    assert response.headers["Location"] == "/vhod/?next=/rabotno-myasto/"


@pytest.mark.django_db
def test_choosing_a_library_keeps_it_for_a_year(client: Client) -> None:
    make_library()
    client.post("/biblioteka/izbor/", {"number": "9001"})
    cookie = client.cookies[cookies.LIBRARY]
    assert cookie.value == "9001"
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["8888", "\0", "9001 OR 1=1", "ж"])
def test_an_unknown_library_cannot_be_chosen(client: Client, number: str) -> None:
    client.post("/biblioteka/izbor/", {"number": number})
    assert cookies.LIBRARY not in client.cookies


@pytest.mark.django_db
def test_a_choice_can_be_forgotten(client: Client) -> None:
    client.cookies[cookies.LIBRARY] = "9001"
    client.post("/biblioteka/izbor/", {"number": ""})
    assert client.cookies[cookies.LIBRARY].value == ""


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_choice_never_leads_to_another_site(client: Client, back: str) -> None:
    response = client.post("/edri-bukvi/", {"big": "1", "next": back}, headers={"referer": back})
    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_a_choice_leads_back_to_the_page_it_was_made_on(client: Client) -> None:
    response = client.post("/edri-bukvi/", {"big": "1"}, headers={"referer": "http://testserver/biblioteki/?o=MON"})
    assert response.headers["Location"] == "http://testserver/biblioteki/?o=MON"
    assert client.cookies[cookies.BIG_TYPE].value == "1"


def test_a_cookie_is_read_only_where_it_can_be_a_number() -> None:
    request = HttpRequest()
    request.COOKIES = {cookies.LIBRARY: "L-0001"}
    assert cookies.chosen_number(request) == "L-0001"
    request.COOKIES = {cookies.LIBRARY: "ЧИТ-1"}
    assert cookies.chosen_number(request) == ""
