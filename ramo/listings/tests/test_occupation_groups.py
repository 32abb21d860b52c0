"""The group of a vacancy's trade: found by its code, said in the reader's language."""

import pytest
from django.test import Client

from ramo.listings.addresses import address_of
from ramo.listings.models import Listing, Vacancy
from ramo.vocabularies.models import OccupationGroup

from .factories import make_areas, make_vacancy

pytestmark = pytest.mark.django_db
SEWERS = "Шивачи, бродировачи и сродни на тях"


@pytest.fixture(autouse=True)
def group() -> OccupationGroup:
    make_areas()
    return OccupationGroup.objects.create(code="7533", label_bg=SEWERS, label_en="Sewing workers")


def page(client: Client, listing: Listing, language: str = "") -> str:
    html: str = client.get(language + address_of(listing)).content.decode()
    return html


def test_a_vacancy_names_the_group_of_its_trade_in_the_readers_language(client: Client) -> None:
    listing = make_vacancy(occupation_code="7533")
    assert f"(НКПД): 7533 {SEWERS}" in page(client, listing)
    assert "(NKPD): 7533 Sewing workers" in page(client, listing, "/en")


@pytest.mark.parametrize("code", ["9999", "75331006"])
def test_a_code_that_names_no_group_is_shown_and_kept_as_it_came(client: Client, code: str) -> None:
    listing = make_vacancy(occupation_code=code)
    assert f"(НКПД): {code}</p>" in page(client, listing)
    assert Vacancy.objects.get(pk=listing.pk).occupation_code == code
