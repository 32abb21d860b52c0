"""Proofs made at one moment get numbers in a row; without the counter's lock they ask for the same one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from ramo.network.models import Institution
from ramo.network.tests.factories import make_institution
from ramo.reports import actions
from ramo.reports.models import Proof, ProofCounter, ProofOrder
from ramo.reports.tests.factories import subject_of

pytestmark = pytest.mark.django_db(transaction=True)
MAKERS = 4


@contextmanager
def all_counted_before_one_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Who has read the counter waits for the others; who holds it alone gives up waiting and goes on."""
    meeting, save = Barrier(MAKERS), ProofCounter.save

    def wait_and_save(counter: ProofCounter, **more: Any) -> None:
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1.5)
        save(counter, **more)

    with monkeypatch.context() as patch:
        patch.setattr(ProofCounter, "save", wait_and_save)
        yield


def make(wanted: ProofOrder) -> str:
    """The number, or nothing where the database refused it."""
    try:
        return str(actions.make(wanted))
    except IntegrityError:
        return ""
    finally:
        connection.close()


def together(orders: list[ProofOrder]) -> list[str]:
    with ThreadPoolExecutor(len(orders)) as threads:
        return [each.result() for each in [threads.submit(make, wanted) for wanted in orders]]


def orders_of_partners() -> list[ProofOrder]:
    """One is made before, so that the counter stands."""
    partners: list[Institution] = [make_institution(f"partner-{number}") for number in range(MAKERS + 1)]
    first, *others = [actions.order(subject_of(partner), by=None) for partner in partners]
    actions.make(first)
    return others


def test_proofs_made_at_once_get_numbers_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = orders_of_partners()
    with all_counted_before_one_writes(monkeypatch):
        made = together(orders)
    assert "" not in made
    assert sorted(Proof.objects.values_list("ordinal", flat=True)) == list(range(1, MAKERS + 2))


def test_control_without_the_lock_they_ask_for_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = orders_of_partners()
    lock = QuerySet.select_for_update

    def no_lock_on_the_counter(rows: "QuerySet[Any]", **how: Any) -> "QuerySet[Any]":
        return rows if rows.model is ProofCounter else lock(rows, **how)

    monkeypatch.setattr(QuerySet, "select_for_update", no_lock_on_the_counter)
    with all_counted_before_one_writes(monkeypatch):
        made = together(orders)
    assert "" in made


def test_presses_at_once_are_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    partner = make_institution()

    def press(_number: int) -> int:
        try:
            return actions.order(subject_of(partner), by=None).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(MAKERS) as threads:
        assert len(set(threads.map(press, range(MAKERS)))) == 1


def test_workers_at_one_order_make_one_proof() -> None:
    wanted = actions.order(subject_of(make_institution()), by=None)
    same = [ProofOrder.objects.get(pk=wanted.pk) for _each in range(MAKERS)]
    assert len(set(together(same))) == 1
    assert Proof.objects.count() == 1
