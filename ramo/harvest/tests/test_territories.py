"""An office keeps the list of municipalities that it serves."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.harvest.territories import named, written
from ramo.network.models import OfficeTerritory
from ramo.network.territories import libraries_of
from ramo.network.territory_actions import set_territory
from ramo.network.tests.factories import make_municipality
from tests.cast import Cast

from .factories import make_source

SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _two_of_one_name(cast: Cast) -> None:
    make_municipality("MON97", name_bg="Бяла")
    make_municipality("VID97", name_bg="Бяла")


def test_names_are_read_one_a_line_as_an_office_writes_them(cast: Cast) -> None:
    found = named("Община Росен дол\n\n общ. РОСЕН ДОЛ; \nБяла, Видин\n", institution=cast.institution)
    assert [each.pk for each in found.municipalities] == ["MON99", "VID97"]


def test_name_of_two_needs_its_district_unless_the_office_has_one(cast: Cast) -> None:
    assert named("Бяла", institution=cast.institution).unclear == ["Бяла"]
    cast.institution.district = cast.district
    assert [each.pk for each in named("Бяла", institution=cast.institution).municipalities] == ["MON97"]


def test_unknown_name_is_said(cast: Cast) -> None:
    assert named("Никъде", institution=cast.institution).unknown == ["Никъде"]


def test_territory_is_replaced_whole_and_reaches_its_libraries(cast: Cast) -> None:
    for names in ("Бяла, Видин", "Росен дол"):
        set_territory(cast.institution, named(names, institution=cast.institution).municipalities, by=cast.office)
    assert written(cast.institution) == "Росен дол, Монтана"
    assert list(libraries_of(cast.institution)) == [cast.library]


def test_form_saves_and_names_what_is_wrong(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(institution=cast.institution), signed_in(cast.own_partner)
    address = reverse("harvest:territory", args=[source.pk])
    refused = browser.post(address, {"municipalities": "Никъде"})
    assert refused.status_code == 422
    assert "Никъде" in refused.content.decode()
    browser.post(address, {"municipalities": "Росен дол"})
    assert OfficeTerritory.objects.get().municipality_id == "MON99"
    assert "Росен дол, Монтана" in browser.get(address).content.decode()


def test_source_of_no_institution_has_no_territory(cast: Cast, signed_in: SignedIn) -> None:
    source = make_source(district=cast.district)
    assert signed_in(cast.own_coordinator).get(reverse("harvest:territory", args=[source.pk])).status_code == 404
