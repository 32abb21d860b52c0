"""The public page of a service, and the staff pages of who gives it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.network.actions import file_library_cards
from ramo.network.models import Library
from ramo.network.tests.factories import make_library, make_settlement
from ramo.notes.tests.factories import make_note
from ramo.search.models import IndexCard
from ramo.services.actions import file_all_cards
from ramo.services.models import LibraryService, Service
from ramo.trust.models import State
from tests.cast import Cast

from .factories import give, make_service

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
HOSTILE = "<script>alert(1)</script>"
PAGE = "/usluga/employment/"
READY = {
    "ticks": ["employment-board", "employment-script"],
    "trained_roles": ["librarian"],
    "trained_count": "1",
}


@pytest.fixture
def service() -> Service:
    service = make_service()
    file_all_cards()
    return service


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def switch(library: Library) -> str:
    return reverse("services:switch", args=[library.pk, "employment"])


def test_the_page_says_what_one_gets_what_never_happens_and_the_partner(client: Client, service: Service) -> None:
    page = text(client, PAGE)
    assert "Обявите на бюрото по труда" in page
    assert "Не събираме автобиографии." in page
    assert "Агенция по заетостта" in page
    assert "споразумение" not in page.lower()


def test_what_the_library_never_does_wears_no_green(client: Client, cast: Cast, service: Service) -> None:
    """Green says „done“ and „fresh“; beside a list of what never happens it would mislead."""
    gives, never = re.findall(r'<ul class="ticks (\w+)"', text(client, PAGE))
    assert (gives, never) == ("good", "off")


def test_the_nearest_libraries_that_give_it_stand_in_order_of_distance(
    client: Client, cast: Cast, service: Service
) -> None:
    far = make_settlement("99003", name_bg="Далечна", name_en="Dalechna", lat=43.9, lon=23.2)
    farther = make_library("9003", name_bg="Далечна 1900", settlement=far)
    for library in (farther, cast.other_library):
        give(library, service)
    file_library_cards(Library.objects.all())
    client.cookies["library"] = cast.library.pk
    page = text(client, PAGE)
    near_by = page[page.index('id="near-h"') :]
    assert near_by.index("/biblioteka/9002/") < near_by.index("/biblioteka/9003/")
    assert f"/biblioteka/{cast.library.pk}/" not in near_by[: near_by.index("</section>")]


def test_a_typed_place_is_measured_from(client: Client, cast: Cast, service: Service) -> None:
    give(cast.library, service)
    file_library_cards(Library.objects.all())
    assert "/biblioteka/9001/" in text(client, f"{PAGE}?p=Росен дол")
    assert "Няма място" in text(client, f"{PAGE}?p=Няманикъде")


def test_without_a_giver_the_page_promises_nothing(client: Client, service: Service) -> None:
    assert "Още никоя библиотека" in text(client, PAGE)


def test_the_concept_is_linked_once_it_can_be_found(client: Client, service: Service) -> None:
    assert "Концепция" not in text(client, PAGE)
    IndexCard.objects.create(kind="concept", key="employment", link="/k/", title_bg="Концепция", keys="")
    assert 'href="/k/"' in text(client, PAGE)


def test_a_service_past_its_date_is_gone(client: Client, service: Service) -> None:
    Service.objects.update(verified_on="2020-01-01", verified_as="АЗ", valid_until="2022-01-01")
    text(client, PAGE, 410)
    Service.objects.update(state=State.WITHDRAWN)
    text(client, PAGE, 404)


def test_search_finds_a_service(client: Client, service: Service) -> None:
    assert PAGE in text(client, "/tarsene/?q=Е-заетост")


def test_the_sheet_prints_where_the_service_ends(client: Client, service: Service) -> None:
    assert "Не събираме автобиографии." in text(client, f"{PAGE}list/")


def test_english_readers_get_what_is_translated_and_the_rest_marked(client: Client, service: Service) -> None:
    page = text(client, f"/en{PAGE}")
    assert "Vacancies with source and date." in page
    assert '<ul class="ticks off" lang="bg">' in page


def test_the_page_keeps_to_its_number_of_queries(
    client: Client, cast: Cast, service: Service, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        give(make_library(f"91{number}"), service)
    file_library_cards(Library.objects.all())
    client.cookies["library"] = cast.library.pk
    text(client, PAGE)
    with django_assert_num_queries(10):
        text(client, PAGE)


def test_a_librarian_is_led_to_the_own_checklists(cast: Cast, signed_in: SignedIn, service: Service) -> None:
    desk = signed_in(cast.own_librarian)
    assert desk.get(reverse("services:services")).headers["Location"].endswith(f"/{cast.library.pk}/")
    assert switch(cast.library) in text(desk, reverse("services:library_services", args=[cast.library.pk]))


def test_an_open_check_is_said_and_what_was_typed_is_kept(cast: Cast, signed_in: SignedIn, service: Service) -> None:
    desk = signed_in(cast.own_librarian)
    typed = {**READY, "ticks": ["employment-board"], "local_note_bg": f"Елате {HOSTILE}"}
    response = desk.post(switch(cast.library), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Още не стои: Стои script." in page
    assert 'role="alert"' in page
    assert "Елате &lt;script&gt;" in page
    assert HOSTILE not in page


def test_a_ticked_checklist_switches_it_on_and_off(cast: Cast, signed_in: SignedIn, service: Service) -> None:
    desk = signed_in(cast.own_librarian)
    assert desk.post(switch(cast.library), READY).status_code == 302
    assert LibraryService.objects.offered_by(cast.library).exists()
    desk.post(reverse("services:switch_off", args=[cast.library.pk, "employment"]))
    assert not LibraryService.objects.offered_by(cast.library).exists()


def test_a_person_is_trained_by_role_and_no_role_is_refused(cast: Cast, signed_in: SignedIn, service: Service) -> None:
    response = signed_in(cast.own_librarian).post(switch(cast.library), {**READY, "trained_roles": []})
    assert response.status_code == 422


def test_the_services_of_another_library_are_not_ones_own(cast: Cast, signed_in: SignedIn, service: Service) -> None:
    desk = signed_in(cast.own_librarian)
    assert desk.post(switch(cast.other_library), READY).status_code == 403
    assert not LibraryService.objects.offered_by(cast.other_library).exists()


def test_a_coordinator_reads_the_own_district_only(cast: Cast, signed_in: SignedIn, service: Service) -> None:
    give(cast.library, service)
    page = text(signed_in(cast.own_coordinator), reverse("services:services"))
    assert reverse("services:library_services", args=[cast.library.pk]) in page
    assert reverse("services:library_services", args=[cast.other_library.pk]) not in page


def test_the_partner_may_say_that_the_text_is_still_true(cast: Cast, signed_in: SignedIn) -> None:
    make_service(partner=cast.institution)
    page = text(signed_in(cast.own_partner), reverse("services:services"))
    confirm = reverse("services:confirm_service", args=["employment"])
    assert confirm in page
    assert confirm not in text(signed_in(cast.other_partner), reverse("services:services"))
    signed_in(cast.own_partner).post(confirm)
    assert Service.objects.get().verified_as == "НОИ"


def test_a_note_of_the_readers_library_stands_beside_the_service(client: Client, cast: Cast, service: Service) -> None:
    make_note(service.pk, "service", library=cast.library)
    assert "всеки вторник" not in text(client, PAGE)
    client.cookies["library"] = cast.library.pk
    assert "всеки вторник" in text(client, PAGE)
