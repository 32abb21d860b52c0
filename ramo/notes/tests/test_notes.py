"""Local notes: beside one national text for all, for the readers of one place, until a date."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.cookies import LIBRARY
from ramo.network.models import Library
from ramo.notes.models import LocalNote
from ramo.resources.actions import file_all_cards
from ramo.resources.models import Resource
from ramo.resources.tests.factories import make_need, make_resource
from tests.cast import Cast

from .factories import make_note

SignedIn = Callable[[User], Client]
ADDRESS = "/rabotno-myasto/belezhki/resource/az-ejobs/"


def read(client: Client, library: Library | None = None, address: str = "/resurs/az-ejobs/") -> str:
    if library:
        client.cookies[LIBRARY] = library.pk
    return client.get(address).content.decode()


@pytest.fixture(autouse=True)
def resource(db: None) -> Resource:
    found = make_resource("az-ejobs", name_bg="Портал за обяви")
    file_all_cards()
    return found


def sent(**changes: object) -> dict[str, object]:
    until = clock.today() + timedelta(days=30)
    return {
        "place": "library:9001",
        "text_bg": "При нас – всеки вторник.",
        "valid_until": f"{until:%d.%m.%Y}",
        **changes,
    }


def test_a_note_is_read_by_readers_of_its_library_only(cast: Cast) -> None:
    make_note(library=cast.library)
    assert "Местна бележка, добавена от библиотеката в Росен дол." in read(Client(), cast.library)
    assert "всеки вторник" not in read(Client(), cast.other_library)
    assert "всеки вторник" not in read(Client())


def test_a_note_of_a_district_is_read_in_all_its_libraries(cast: Cast) -> None:
    make_note(district=cast.district)
    assert "добавена от координатора на област Монтана" in read(Client(), cast.library)
    assert "всеки вторник" not in read(Client(), cast.other_library)


def test_a_note_is_not_read_after_its_date(cast: Cast) -> None:
    make_note(library=cast.library, valid_until=clock.today())
    assert "всеки вторник" in read(Client(), cast.library)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert "всеки вторник" not in read(Client(), cast.library)


@pytest.mark.parametrize("kind", ["need", "area"])
def test_notes_stand_beside_needs_and_areas_too(kind: str, cast: Cast, resource: Resource) -> None:
    need = make_need("job-nearby", resources=(resource,))
    key = {"need": need.pk, "area": need.area_id}[kind]
    address = {"need": "/nuzhda/job-nearby/", "area": f"/oblast/{need.area_id}/"}[kind]
    make_note(key, kind, library=cast.library)
    assert "всеки вторник" in read(Client(), cast.library, address)


def test_one_national_fix_reaches_all_and_leaves_every_note_in_its_place(cast: Cast, resource: Resource) -> None:
    make_note(library=cast.library)
    make_note(library=cast.other_library, text_bg="При нас – в петък.")
    Resource.objects.filter(pk=resource.pk).update(gives_bg="Обявите се подновяват всяка сутрин.")
    for library, note in ((cast.library, "всеки вторник"), (cast.other_library, "в петък")):
        page = read(Client(), library)
        assert "Обявите се подновяват всяка сутрин." in page
        assert note in page


def test_a_librarian_writes_and_rewrites_the_one_note_of_the_library(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.own_librarian)
    assert browser.post(ADDRESS, sent()).status_code == 302
    browser.post(ADDRESS, sent(text_bg="При нас – в сряда."))
    assert LocalNote.objects.get().text_bg == "При нас – в сряда."
    assert "Портал за обяви" in browser.get("/rabotno-myasto/belezhki/").content.decode()


def test_a_librarian_speaks_for_no_other_library(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.own_librarian).post(ADDRESS, sent(place=f"library:{cast.other_library.pk}"))
    signed_in(cast.own_librarian).post(ADDRESS, sent(place=f"district:{cast.district.pk}"))
    assert not LocalNote.objects.exists()


def test_a_coordinator_speaks_for_the_own_district(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.own_coordinator).post(ADDRESS, sent(place=f"district:{cast.district.pk}"))
    signed_in(cast.own_coordinator).post(ADDRESS, sent(place=f"district:{cast.other_district.pk}"))
    assert LocalNote.objects.get().district == cast.district


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text_bg": "Обадете се на 0888 123 456"}, "Махнете го"),
        ({"valid_until": "01.01.2020"}, "изберете днес"),
        ({"valid_until": "01.01.2099"}, "половин година"),
        ({"text_bg": "я" * 301}, "300"),
        ({"text_bg": ""}, 'role="alert"'),
    ],
)
def test_a_note_that_cannot_stand_is_refused_with_what_was_typed(
    change: dict[str, str], sentence: str, cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast.own_librarian).post(ADDRESS, sent(**change)).content.decode()
    assert sentence in page
    assert not LocalNote.objects.exists()


def test_a_note_is_taken_away_by_its_own_place(cast: Cast, signed_in: SignedIn) -> None:
    note = make_note(library=cast.library)
    address = reverse("notes:take_away", args=[note.pk])
    assert signed_in(cast.other_librarian).post(address).status_code == 403
    assert signed_in(cast.own_librarian).post(address).status_code == 302
    assert not LocalNote.objects.exists()


def test_no_note_stands_beside_what_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.own_librarian).get("/rabotno-myasto/belezhki/resource/none/").status_code == 404


def test_a_script_in_a_note_is_only_letters(cast: Cast) -> None:
    make_note(library=cast.library, text_bg="<script>alert(1)</script>")
    assert "<script>alert" not in read(Client(), cast.library)
