"""Finds that stood under the houses of an event become one find of the event."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection

from ramo.alerts.models import AlertHit, SavedSearch
from ramo.events.models import Event
from ramo.events.tests.factories import make_event
from ramo.kit import clock
from tests.cast import Cast

from .factories import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    return make_event(cast.library, cast.other_library)


@pytest.fixture
def search() -> SavedSearch:
    return standing("автобиография").search


def found(search: SavedSearch, key: object, *, days_ago: int, told_at: datetime | None = None) -> None:
    found_at = clock.now() - timedelta(days=days_ago)
    AlertHit.objects.create(search=search, kind="event", key=str(key), found_at=found_at, told_at=told_at)


def join() -> None:
    with connection.cursor() as cursor:
        cursor.execute(import_module("ramo.alerts.migrations.0006_finds_of_events").JOIN)


def test_what_was_told_of_at_one_house_is_not_told_again(event: Event, search: SavedSearch) -> None:
    one, other = event.hosts.order_by("pk")
    told_at = clock.now() - timedelta(days=2)
    found(search, one.pk, days_ago=1)
    found(search, other.pk, days_ago=3, told_at=told_at)
    join()
    hit = AlertHit.objects.get()
    assert (hit.search, hit.kind, hit.key, hit.told_at) == (search, "event", str(event.pk), told_at)
    assert hit.found_at < told_at


def test_what_was_told_of_nowhere_is_still_to_be_told_once(event: Event, search: SavedSearch) -> None:
    for host in event.hosts.all():
        found(search, host.pk, days_ago=1)
    join()
    assert AlertHit.objects.get().told_at is None


def test_each_search_keeps_its_own_find(event: Event, search: SavedSearch) -> None:
    other = standing("автобиографии", email="penka@rosendol.example").search
    for each in (search, other):
        for host in event.hosts.all():
            found(each, host.pk, days_ago=1)
    join()
    assert set(AlertHit.objects.values_list("search", "key")) == {(each.pk, str(event.pk)) for each in (search, other)}


def test_finds_of_other_kinds_stay_as_they_are(event: Event, search: SavedSearch) -> None:
    key = str(event.hosts.order_by("pk")[0].pk)
    AlertHit.objects.create(search=search, kind="vacancy", key=key)
    join()
    assert list(AlertHit.objects.values_list("kind", "key")) == [("vacancy", key)]


def test_a_find_under_a_house_that_is_gone_goes_too(search: SavedSearch) -> None:
    found(search, 987_654_321, days_ago=1)
    join()
    assert not AlertHit.objects.exists()
