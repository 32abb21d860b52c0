"""Many people at one moment: never more than there are places, and the first who came have them."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from ramo.seats import actions, line
from ramo.seats.data import ClaimData
from ramo.seats.errors import AlreadyClaimed, NothingHeld
from ramo.seats.models import Claim, ClaimQuerySet, Pool, State
from ramo.seats.tests.factories import make_pool, take

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, PLACES = 12, 3


def unguarded(pool_id: int, *, waits: bool) -> Pool:
    pool = Pool.objects.get(pk=pool_id)
    pool.arrived_up_to = sys.maxsize
    return pool


@pytest.fixture
def without_the_guard() -> Iterator[None]:
    """The assigner reads the pool without holding it, and the database no longer counts."""
    check = next(each for each in Pool._meta.constraints if each.name == "pool_is_never_overbooked")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Pool, check)
    with patch.object(line, "held", unguarded):
        yield
    Pool.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Pool, check)


def together(count: int, act: Callable[[int], object]) -> list[object]:
    start = Barrier(count, timeout=20)

    def run(number: int) -> object:
        try:
            start.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def held(pool: Pool) -> int:
    return pool.claims.holding().people()


def decide_all(pool: Pool) -> None:
    while actions.assign(pool.pk):
        pass


def test_a_rush_at_one_instant_fills_the_places_with_the_first_and_not_one_more() -> None:
    for _round in range(3):
        pool = make_pool(PLACES)
        together(PEOPLE, lambda number, pool=pool: take(pool, phone=f"088 000 {number:04}"))  # type: ignore[misc]
        decide_all(pool)
        states = list(pool.claims.order_by("pk").values_list("state", flat=True))
        assert states == [State.SEATED] * PLACES + [State.WAITING] * (PEOPLE - PLACES)


def test_presses_at_one_moment_are_one_claim() -> None:
    pool, submission = make_pool(PLACES), uuid4()
    together(PEOPLE, lambda _number: take(pool, submission=submission, phone="088 000 0001"))
    assert pool.claims.count() == 1


def test_one_person_from_many_windows_claims_once() -> None:
    pool = make_pool(PLACES)

    def claim(_number: int) -> bool:
        try:
            take(pool, phone="088 000 0001")
        except AlreadyClaimed:
            return False
        return True

    assert sum(map(bool, together(PEOPLE, claim))) == 1


def test_givers_up_and_newcomers_at_once_lose_and_double_no_place() -> None:
    pool = make_pool(PLACES)
    seated = [take(pool) for _ in range(PLACES)]
    waiting = [take(pool) for _ in range(PLACES)]

    def act(number: int) -> None:
        if number < PLACES:
            actions.leave(seated[number])
        else:
            take(pool)

    together(PLACES * 2, act)
    decide_all(pool)
    assert set(pool.claims.holding()) == set(waiting)


def test_two_who_accept_and_give_up_the_same_place_leave_it_in_one_state() -> None:
    for _round in range(3):
        pool = make_pool(1)
        first, offered, last = take(pool), take(pool), take(pool)
        actions.leave(first)

        def act(number: int, claim: Claim = offered) -> None:
            with suppress(NothingHeld):
                (actions.accept, actions.leave)[number](claim)

        together(2, act)
        assert held(pool) == 1
        last.refresh_from_db()
        assert last.state == State.OFFERED


def two_assigners(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> int:
    """Between the two looks of one assigner, how many are taken and who has come, another does its whole work."""
    plain, is_first = ClaimQuerySet.people, [True]

    def people(claims: ClaimQuerySet) -> int:
        count = plain(claims)
        if is_first:
            is_first.clear()
            together(1, lambda _number: take(pool))
            actions.claim(pool, ClaimData(), submission=uuid4())
        return count

    monkeypatch.setattr(ClaimQuerySet, "people", people)
    actions.assign(pool.pk)
    monkeypatch.undo()
    decide_all(pool)
    return held(pool)


def test_an_assigner_finds_another_at_work_and_leaves_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = make_pool(1)
    assert two_assigners(pool, monkeypatch) == 1


def test_control_without_the_guard_overbooks(without_the_guard: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rule: the one place goes to both of two people."""
    pool = make_pool(1)
    assert two_assigners(pool, monkeypatch) == 2


def test_without_the_guard_the_database_still_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "held", unguarded)
    pool = make_pool(1)
    with pytest.raises(IntegrityError):
        two_assigners(pool, monkeypatch)
