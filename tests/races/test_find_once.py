"""A search that is deleted while it is matched leaves no finds; without the lock they would stay."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection, transaction

from ramo.alerts import actions, matching
from ramo.alerts.models import AlertHit, SavedSearch
from ramo.alerts.tests.factories import CHECKED, standing
from ramo.search.tests.factories import file

pytestmark = pytest.mark.django_db(transaction=True)
FOREVER = "SELECT 1 WHERE %s <> ''"


def delete_while_matched() -> None:
    """The finds are written and not yet committed when the search goes."""
    mailed = standing("шивачка")
    file("Шивачка", **CHECKED)
    written, going = Event(), Event()

    def match_slowly() -> None:
        try:
            with transaction.atomic():
                actions.match_some()
                written.set()
                going.wait(1)  # the deletion waits for us, or is through by now
        finally:
            connection.close()

    def delete() -> None:
        try:
            written.wait(10)
            actions.delete(mailed)
            going.set()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(match_slowly), threads.submit(delete)]:
            done.result()
    assert not SavedSearch.objects.exists()


@contextmanager
def no_lock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(matching, "_HOLD", FOREVER)
        yield


def test_a_search_deleted_while_it_is_matched_leaves_no_finds() -> None:
    delete_while_matched()
    assert not AlertHit.objects.exists()


def test_without_the_lock_its_finds_would_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    with no_lock(monkeypatch):
        delete_while_matched()
    assert AlertHit.objects.exists()
