"""Two runs of one source at one moment write an offer once; without the lock it stands twice for a reader."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

from ramo.listings import actions, batch
from ramo.listings.batch import Incoming, Manner, Placed
from ramo.listings.data import ListingKind, Outcome, Provenance
from ramo.listings.models import Sighting, Vacancy
from ramo.listings.tests.factories import make_areas, vacancy_data
from ramo.search.models import IndexCard

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def both_read_before_either_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever has read waits for the other; who alone holds the lock gives up waiting and goes on."""
    meeting, place = Barrier(2), batch.place

    def read_and_wait(kind: ListingKind, incoming: Sequence[Incoming], manner: Manner) -> list[Placed]:
        placed = place(kind, incoming, manner)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)
        return placed

    with monkeypatch.context() as patch:
        patch.setattr(batch, "place", read_and_wait)
        yield


def run_together() -> list[Outcome]:
    def run(_number: int) -> Outcome:
        try:
            (done,) = actions.put_many([(vacancy_data(), Provenance("feed", "4821"))])
        finally:
            connection.close()
        return done.outcome

    make_areas()
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, range(2)))


def counts() -> dict[str, Any]:
    return {"offers": Vacancy.objects.count(), "seen": Sighting.objects.count(), "cards": IndexCard.objects.count()}


def test_two_runs_of_one_source_write_an_offer_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with both_read_before_either_writes(monkeypatch):
        outcomes = run_together()
    assert sorted(outcomes) == [Outcome.NEW, Outcome.UNCHANGED]
    assert counts() == {"offers": 1, "seen": 1, "cards": 1}


def test_control_without_the_lock_the_offer_stands_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_take_turns", lambda sources: None)
    with both_read_before_either_writes(monkeypatch):
        outcomes = run_together()
    assert outcomes == [Outcome.NEW, Outcome.NEW]
    assert counts()["offers"] == counts()["cards"] == 2
