"""Staff say which occupation a vacancy names; the list remembers it for every offer with that title."""

from collections.abc import Callable

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.listings.models import Listing, Vacancy
from ramo.search.models import IndexCard
from ramo.vocabularies.models import Occupation, TitleCorrection
from tests.cast import Cast

from .factories import make_areas, make_vacancy

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _lists() -> None:
    make_areas()
    for uri, code, bulgarian, german in [
        ("cook", "5120", "готвач", "Koch/Köchin"),
        ("baker", "7512", "хлебар", "Bäcker/Bäckerin"),
    ]:
        Occupation.objects.create(uri=uri, isco_code=code, label_bg=bulgarian, label_en=uri, label_de=german)


@pytest.fixture
def vacancy(cast: Cast) -> Listing:
    named = {"title": "Готвачка в столова", "occupation_text": "Готвачка"}
    return make_vacancy(institution=cast.institution.pk, places=(cast.library.settlement_id,), **named)


def address(vacancy: Listing) -> str:
    return f"/rabotno-myasto/oferti/obyava/{vacancy.pk}/profesiya/"


def test_the_page_offers_occupations_like_the_title(cast: Cast, signed_in: SignedIn, vacancy: Listing) -> None:
    shown = signed_in(cast.own_partner).get(address(vacancy)).content.decode()
    assert 'value="cook"' in shown
    assert 'value="baker"' not in shown
    assert "още без професия" in shown


def test_other_words_find_others_in_any_language(cast: Cast, signed_in: SignedIn, vacancy: Listing) -> None:
    shown = signed_in(cast.own_partner).get(address(vacancy), {"q": "Bäcker"}).content.decode()
    assert 'value="baker"' in shown
    nothing = signed_in(cast.own_partner).get(address(vacancy), {"q": "хидроинженер"}).content.decode()
    assert "Опитайте с други думи" in nothing


def test_a_choice_stays_on_the_offer_and_with_its_title(cast: Cast, signed_in: SignedIn, vacancy: Listing) -> None:
    client = signed_in(cast.own_partner)
    answer = client.post(address(vacancy), {"occupation": "cook"}, follow=True)
    found = Vacancy.objects.get(pk=vacancy.pk)
    assert (found.occupation_id, found.occupation_code) == ("cook", "5120")
    assert {"occupation", "occupation_code"} <= set(found.amended)
    assert TitleCorrection.objects.get(key="готвачка").occupation_id == "cook"
    assert "Koch" in IndexCard.objects.get(kind="vacancy").keywords
    assert "Отсега „Готвачка“ е тази професия" in answer.content.decode()


def test_no_choice_and_a_made_up_one_change_nothing(cast: Cast, signed_in: SignedIn, vacancy: Listing) -> None:
    client = signed_in(cast.own_partner)
    for data in ({}, {"occupation": "king"}, {"occupation": "\x00"}):
        assert "Изберете професия от списъка" in client.post(address(vacancy), data, follow=True).content.decode()
    assert not TitleCorrection.objects.exists()
    assert Vacancy.objects.get(pk=vacancy.pk).occupation_id is None


def test_whoever_may_not_edit_the_offer_may_not_name_it(cast: Cast, signed_in: SignedIn, vacancy: Listing) -> None:
    assert signed_in(cast.other_partner).post(address(vacancy), {"occupation": "cook"}).status_code == 403
    assert not TitleCorrection.objects.exists()
