"""Events of other people's calendars: who decides on them, what overwrites what, and what takes them away."""

from dataclasses import replace
from typing import Any

import pytest

from ramo.events import actions, imports
from ramo.events.data import Outcome, SourceEvent
from ramo.events.imports import Source
from ramo.events.models import Event, Host
from ramo.events.writing import data_of
from ramo.network.tests.factories import make_settlement
from ramo.search.models import IndexCard
from ramo.trust.models import State
from tests.cast import Cast

from .factories import at, make_area

pytestmark = pytest.mark.django_db
CALENDAR = Source("calendar")
VOUCHED = Source("calendar", vouched_as="Община Росен дол")


@pytest.fixture(autouse=True)
def area() -> None:
    make_area("culture")


def said(cast: Cast, **changes: Any) -> SourceEvent:
    facts: dict[str, Any] = {
        "kind": "cultural",
        "title": "Концерт в парка",
        "starts_at": at(18),
        "ends_at": at(20),
        "area": "culture",
        "settlement": cast.library.settlement_id,
        "place": "Летен театър",
        "source_label": "Културен календар",
        "source_url": "https://calendar.example.bg/1",
    }
    return SourceEvent(**facts | changes)


def put(cast: Cast, source: Source = CALENDAR, number: str = "1", **changes: Any) -> Outcome:
    return imports.put_many(source, [(number, said(cast, **changes))])[0]


def whole() -> Event:
    return Event.objects.whole().get()


def test_what_comes_in_is_a_draft_of_the_library_of_the_place(cast: Cast) -> None:
    assert put(cast) == Outcome.NEW
    event, host = whole(), Host.objects.get()
    assert (event.state, event.organiser, event.source_label) == (State.DRAFT, cast.library, "Културен календар")
    assert (host.library, host.place_bg, host.pool) == (cast.library, "Летен театър", None)
    assert not IndexCard.objects.exists()


def test_what_an_institution_stands_for_is_published_at_once_in_its_name(cast: Cast) -> None:
    put(cast, VOUCHED)
    assert (whole().state, whole().verified_as) == (State.PUBLISHED, "Община Росен дол")
    assert IndexCard.objects.filter(kind="event").count() == 1


def test_a_place_without_a_library_is_looked_after_by_one_of_its_municipality(cast: Cast) -> None:
    assert cast.library.settlement
    place = make_settlement("99123", name_bg="Малко", municipality=cast.library.settlement.municipality)
    put(cast, settlement=place.pk)
    assert Host.objects.get().library == cast.library
    assert Host.objects.get().settlement == place


def test_where_no_library_of_the_network_is_near_nothing_is_written(cast: Cast) -> None:
    assert put(cast, settlement="") == Outcome.HOMELESS
    assert not Event.objects.exists()


def test_the_same_again_writes_nothing(cast: Cast) -> None:
    put(cast)
    before = Event.objects.values().get()
    assert put(cast) == Outcome.UNCHANGED
    assert Event.objects.values().get() == before


def test_what_the_source_changes_changes_the_same_event(cast: Cast) -> None:
    put(cast, VOUCHED)
    number, version = whole().pk, whole().version
    assert put(cast, VOUCHED, starts_at=at(19), ends_at=at(21)) == Outcome.CHANGED
    assert (whole().pk, whole().starts_at) == (number, at(19))
    assert whole().version > version


def test_what_nobody_stands_for_is_unconfirmed_after_its_source_changed_it(cast: Cast) -> None:
    put(cast)
    actions.publish(whole(), by=cast.own_librarian, vouched_as="библиотеката")
    assert put(cast, title="Концерт в залата") == Outcome.CHANGED
    assert (whole().state, whole().title_bg, whole().verified_on) == (State.PUBLISHED, "Концерт в залата", None)


def test_what_a_person_amended_no_source_overwrites_nor_takes_away(cast: Cast) -> None:
    put(cast, VOUCHED)
    event = whole()
    actions.amend(event, replace(data_of(event), title="Наше"), by=cast.own_librarian, vouched_as="библиотеката")
    assert put(cast, VOUCHED, title="Тяхно") == Outcome.KEPT
    assert imports.mark_gone(source_key="calendar", external_ids=["1"]) == 0
    assert (whole().title_bg, whole().state) == ("Наше", State.PUBLISHED)


def test_what_is_gone_is_taken_down_and_comes_back_with_its_source(cast: Cast) -> None:
    put(cast, VOUCHED)
    assert imports.mark_gone(source_key="calendar", external_ids=["1"]) == 1
    assert whole().state == State.WITHDRAWN
    assert not IndexCard.objects.exists()
    assert imports.standing_of("calendar") == {}
    assert put(cast, VOUCHED) == Outcome.CHANGED
    assert whole().state == State.PUBLISHED


def test_what_the_source_cancels_is_called_off(cast: Cast) -> None:
    put(cast, VOUCHED)
    imports.mark_gone(source_key="calendar", external_ids=["1"], is_cancelled=True)
    assert whole().is_called_off
    assert put(cast, VOUCHED) == Outcome.KEPT


def test_what_is_over_stands_no_more_and_is_not_taken_down(cast: Cast) -> None:
    put(cast, VOUCHED)
    Event.objects.update(starts_at=at(10, days=-2), ends_at=at(12, days=-2))
    assert imports.standing_of("calendar") == {}
    assert imports.mark_gone(source_key="calendar", external_ids=["1"]) == 0
    assert whole().state == State.PUBLISHED


def test_one_number_of_two_sources_is_two_events(cast: Cast) -> None:
    put(cast)
    put(cast, Source("another"))
    assert Event.objects.count() == 2
    assert list(imports.standing_of("another")) == ["1"]
