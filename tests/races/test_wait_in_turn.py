"""Doors that read before they write wait for whoever holds the row; without their lock they would not."""

from collections.abc import Callable
from datetime import time
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet

from ramo.accessibility.actions import settle_barrier
from ramo.accessibility.models import Barrier
from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network import hours_actions
from ramo.network.data import HoursChange, NewNotice, Span
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.network.round_actions import confirm_seen
from ramo.network.tests.factories import make_library, make_user
from ramo.services.actions import switch_on
from ramo.services.data import Offer
from ramo.services.tests.factories import CHECKS, make_service

pytestmark = pytest.mark.django_db(transaction=True)
OFFER = Offer(tuple(f"employment-{check}" for check in CHECKS), ("librarian",), "1", "", "")
Act = Callable[[Library, User], object]

DOORS: dict[str, Act] = {
    "a service is switched on": lambda library, by: switch_on(library, make_service(), OFFER, by=by),
    "a week is set": lambda library, by: hours_actions.set_week(library, ((Span(time(9), time(13)),),), by=by),
    "a day differs": lambda library, by: hours_actions.add_change(
        library, HoursChange(clock.today(), clock.today()), by=by
    ),
    "a notice is put up": lambda library, by: hours_actions.add_notice(
        library, NewNotice("Елате", clock.today(), clock.today()), by=by
    ),
    "a round of calls is confirmed": lambda library, by: confirm_seen({library.pk: ""}, by=by),
}


@pytest.fixture
def library() -> Library:
    return make_library(joined_on=clock.today())


@pytest.fixture
def by() -> User:
    return make_user("office@ramo.example", Role.OFFICE)


class Held:
    """Somebody else is writing to the row; others may still point at it."""

    def __init__(self, rows: "QuerySet[Any]") -> None:
        self.rows, self.is_held, self.may_go = rows, Event(), Event()
        self.thread = Thread(target=self._hold)

    def _hold(self) -> None:
        try:
            with transaction.atomic():
                list(self.rows.select_for_update(no_key=True))
                self.is_held.set()
                self.may_go.wait(20)
        finally:
            connection.close()

    def __enter__(self) -> None:
        self.thread.start()
        assert self.is_held.wait(20)

    def __exit__(self, *_: object) -> None:
        self.may_go.set()
        self.thread.join()


def waits(act: Callable[[], object]) -> bool:
    """Before it has read anything; an update at the end would wait too, with what it read long before."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '300ms'")
            act()
    except OperationalError as error:
        return "while locking" in str(error)
    return False


def row(thing: Model) -> "QuerySet[Any]":
    return type(thing)._default_manager.filter(pk=thing.pk)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_waits_for_who_writes_to_the_library(door: str, library: Library, by: User) -> None:
    with Held(row(library)):
        assert waits(lambda: DOORS[door](library, by))


def test_a_barrier_is_settled_after_who_is_settling_it(by: User) -> None:
    barrier = Barrier.objects.create(submission=uuid4(), text="Бутонът не се натиска.")
    with Held(row(barrier)):
        assert waits(lambda: settle_barrier(barrier, by=by))


def test_control_that_only_reads_does_not_wait(library: Library) -> None:
    with Held(row(library)):
        assert not waits(lambda: Library.objects.get(pk=library.pk))
