"""Places and occupations are built once a process, and anew as soon as one of them changes."""

import pytest

from ramo.harvest.lists import Lists
from ramo.network.tests.factories import make_municipality, make_settlement
from ramo.vocabularies.models import Occupation, Settlement
from tests.cast import Cast


def test_lists_are_built_once_while_nothing_changes(cast: Cast) -> None:
    assert Lists.load() is Lists.load()


@pytest.mark.parametrize("field", ["name_bg", "postcode", "municipality_id"])
def test_a_settlement_that_changed_is_read_anew(cast: Cast, field: str) -> None:
    make_municipality("MON97", name_bg="Бяла")
    before = Lists.load()
    Settlement.objects.filter(pk="99001").update(**{field: {"municipality_id": "MON97"}.get(field, "3421")})
    assert Lists.load() is not before


def test_a_settlement_that_came_is_known(cast: Cast) -> None:
    assert "00777" not in Lists.load().gazetteer.by_ekatte
    make_settlement("00777", name_bg="Ново село")
    assert "00777" in Lists.load().gazetteer.by_ekatte
    Settlement.objects.filter(pk="00777").delete()
    assert "00777" not in Lists.load().gazetteer.by_ekatte


def test_a_municipality_s_new_name_is_read_anew(cast: Cast) -> None:
    before = Lists.load()
    municipality = make_municipality()
    municipality.name_bg = "Другаде"
    municipality.save()
    assert Lists.load() is not before


def test_an_occupation_that_came_is_read_anew(cast: Cast) -> None:
    before = Lists.load()
    Occupation.objects.create(uri="http://data.europa.eu/esco/occupation/x", isco_code="7531", label_bg="шивач")
    assert Lists.load() is not before
