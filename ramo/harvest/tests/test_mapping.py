"""The columns of a table on the web are understood as a person says, before it is switched on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.harvest.trying import try_source
from ramo.kit.fetch.tests.town import Town, page
from tests.cast import Cast

from .factories import make_source

SignedIn = Callable[[User], Client]
TABLE = "Длъжност;Работодател;Х\nШивач;Т;с. Росен дол\n"


def test_headings_are_mapped_after_a_try_and_read_that_way_at_the_next(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(pages={"a.example.bg/jobs": page(TABLE, content_type="text/csv")})
    monkeypatch.setattr(try_source, "__kwdefaults__", {"fetch": town.visitor.fetch})
    source = make_source(
        name="Обяви", district=cast.district, address="https://a.example.bg/jobs", is_on=False, etag="x"
    )
    browser = signed_in(cast.own_coordinator)
    shown = browser.post(reverse("harvest:attempt", args=[source.pk])).content.decode()
    assert 'name="heading" value="Х"' in shown
    assert "Росен дол" not in shown
    sent = {"heading": ["Длъжност", "Работодател", "Х"], "column_0": "title", "column_1": "", "column_2": "settlement"}
    browser.post(reverse("harvest:map", args=[source.pk]), sent)
    source.refresh_from_db()
    assert source.mapping == {"Длъжност": "title", "Работодател": "", "Х": "settlement"}
    assert source.etag == "", "what did not change on the web is read anew"
    assert "Росен дол" in browser.post(reverse("harvest:attempt", args=[source.pk])).content.decode()


def test_a_field_that_does_not_exist_is_not_mapped(cast: Cast, signed_in: SignedIn) -> None:
    source = make_source(district=cast.district, address="https://a.example.bg/jobs")
    sent = {"heading": ["Длъжност"], "column_0": "is_demo"}
    signed_in(cast.own_coordinator).post(reverse("harvest:map", args=[source.pk]), sent)
    source.refresh_from_db()
    assert source.mapping == {}
