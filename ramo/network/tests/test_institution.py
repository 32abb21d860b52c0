"""How people reach an institution, and where the network asks: edited by its own, confirmed apart."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.models import Institution
from tests.cast import Cast

SignedIn = Callable[[User], Client]
CONTACTS = {
    "phone": "096 000 210",
    "address_bg": "Монтана, ул. „Трета“ 8",
    "hours_bg": "понеделник – петък, 9:00–17:30 ч.",
    "website": "https://dbt.example/",
    "contact_email": "kontakt@dbt.example",
}


@pytest.fixture
def institution(cast: Cast) -> Institution:
    Institution.objects.filter(pk=cast.institution.pk).update(
        **CONTACTS, verified_on=clock.today(), verified_as="НОИ", valid_until=clock.today()
    )
    return Institution.objects.get(pk=cast.institution.pk)


def sent(client: Client, institution: Institution, **changed: str) -> Institution:
    response = client.post(reverse("network:institution_edit", args=[institution.pk]), {**CONTACTS, **changed})
    assert response.status_code == 302
    return Institution.objects.get(pk=institution.pk)


def test_another_phone_takes_back_what_was_confirmed(cast: Cast, signed_in: SignedIn, institution: Institution) -> None:
    edited = sent(signed_in(cast.own_partner), institution, phone="096 000 211")
    assert (edited.phone, edited.verified_on) == ("096 000 211", None)


def test_where_the_network_asks_changes_nothing_that_people_read(
    cast: Cast, signed_in: SignedIn, institution: Institution
) -> None:
    edited = sent(signed_in(cast.own_partner), institution, contact_email="drug@dbt.example")
    assert (edited.contact_email, edited.verified_on) == ("drug@dbt.example", clock.today())


def test_saved_as_it_stands_it_is_no_edit(cast: Cast, signed_in: SignedIn, institution: Institution) -> None:
    assert sent(signed_in(cast.own_partner), institution).verified_on == clock.today()


@pytest.mark.parametrize(("field", "typed"), [("phone", "по обяд"), ("contact_email", "няма"), ("website", "x y")])
def test_what_cannot_be_right_is_refused_beside_its_field(
    cast: Cast, signed_in: SignedIn, institution: Institution, field: str, typed: str
) -> None:
    address = reverse("network:institution_edit", args=[institution.pk])
    response = signed_in(cast.own_partner).post(address, {**CONTACTS, field: typed})
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_the_address_for_our_questions_is_shown_on_no_public_page(
    cast: Cast, client: Client, institution: Institution
) -> None:
    for name in ("network:libraries", "resources:needs"):
        assert CONTACTS["contact_email"] not in client.get(reverse(name)).content.decode()
