"""A round of calls confirms what the person saw, and nothing that changed since."""

from collections.abc import Callable

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network import rounds
from ramo.network.hours import with_hours
from ramo.network.models import Library
from ramo.trust.models import State, Verification
from tests.cast import Cast

from .factories import make_hours, make_library

SignedIn = Callable[[User], Client]
PAGE = "/en/rabotno-myasto/mrezha/obazhdane/"


def ticked(*numbers: str) -> dict[str, object]:
    libraries = with_hours(Library.objects.filter(pk__in=numbers))
    return {"number": list(numbers), **{f"seen-{each.pk}": rounds.seen(each) for each in libraries}}


def confirmed() -> set[str]:
    return set(Library.objects.filter(verified_on=clock.today()).values_list("pk", flat=True))


def test_the_ticked_ones_are_confirmed_each_with_its_own_line(cast: Cast, signed_in: SignedIn) -> None:
    make_library("9003")
    make_library("9004")
    client = signed_in(cast.own_coordinator)
    client.post(PAGE, ticked("9001", "9003"))
    assert confirmed() == {"9001", "9003"}
    assert {each.verified_as for each in Verification.objects.all()} == {"областният координатор"}
    assert "Confirmed: 2 libraries." in client.get(PAGE).content.decode()


def test_a_second_press_confirms_nothing_twice(cast: Cast, signed_in: SignedIn) -> None:
    client, sent = signed_in(cast.own_coordinator), ticked("9001")
    client.post(PAGE, sent)
    client.post(PAGE, sent)
    assert Verification.objects.count() == 1


@pytest.mark.parametrize("change", [{"phone": "096 000 777"}, {"email": "a@b.example"}, {"address_bg": "ул. 1"}])
def test_a_library_that_changed_meanwhile_is_left_out_and_named(
    cast: Cast, signed_in: SignedIn, change: dict[str, str]
) -> None:
    make_library("9003")
    client, sent = signed_in(cast.own_coordinator), ticked("9001", "9003")
    Library.objects.filter(pk="9001").update(**change)
    client.post(PAGE, sent)
    assert confirmed() == {"9003"}
    page = client.get(PAGE).content.decode()
    assert "Not confirmed, because it changed after you opened the page: Светлина 1926" in page


def test_new_hours_are_a_change_for_they_are_confirmed_with_the_contacts(cast: Cast, signed_in: SignedIn) -> None:
    sent = ticked("9001")
    make_hours(cast.library, {0: "9-12"})
    signed_in(cast.own_coordinator).post(PAGE, sent)
    assert confirmed() == set()


def test_a_library_of_another_district_refuses_the_whole_sending(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.own_coordinator).post(PAGE, ticked("9001", "9002")).status_code == 403
    assert confirmed() == set()


def test_a_library_that_was_not_shown_is_not_confirmed(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.own_coordinator).post(PAGE, {"number": ["9001"]})
    assert confirmed() == set()


def test_nothing_ticked_is_said(cast: Cast, signed_in: SignedIn) -> None:
    response = signed_in(cast.own_coordinator).post(PAGE, {})
    assert response.status_code == 422
    assert "Nothing is ticked" in response.content.decode()


def test_a_withdrawn_library_is_left_out(cast: Cast, signed_in: SignedIn) -> None:
    Library.objects.filter(pk="9001").update(state=State.WITHDRAWN)
    signed_in(cast.office).post(PAGE, ticked("9001", "9002"))
    assert confirmed() == {"9002"}


def test_only_members_whose_contacts_wait_are_listed(cast: Cast) -> None:
    make_library("9003", joined_on=None)
    make_library("9004", status=Library.Status.CLOSED)
    make_library("9005", verified_on="2026-11-01", verified_as="библиотеката", valid_until="2036-01-01")
    assert set(rounds.to_call(Library.objects.all()).values_list("pk", flat=True)) == {"9001", "9002"}
