"""Who drew the earlier number is decided first, even where the later number is committed before it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from ramo.seats import actions, line
from ramo.seats.data import ClaimData
from ramo.seats.models import Claim, Pool, State
from ramo.seats.tests.factories import make_pool, take

pytestmark = pytest.mark.django_db(transaction=True)


def came(pool: Pool) -> Claim:
    return actions.claim(pool, ClaimData(), submission=uuid4())


@contextmanager
def one_under_way(pool: Pool) -> Iterator[None]:
    """Somebody has a number and is not committed yet; inside, somebody else comes after them and is."""
    is_numbered, may_go = Event(), Event()

    def come_slowly() -> None:
        try:
            with transaction.atomic():
                came(pool)
                is_numbered.set()
                may_go.wait(20)
        finally:
            connection.close()

    slow = Thread(target=come_slowly)
    slow.start()
    try:
        assert is_numbered.wait(20)
        yield
    finally:
        may_go.set()
        slow.join()


def elsewhere(act: Callable[[], object]) -> None:
    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def states(pool: Pool) -> list[str]:
    return list(pool.claims.order_by("pk").values_list("state", flat=True))


def decide_while_one_is_under_way(pool: Pool) -> list[str]:
    with one_under_way(pool):
        came(pool)
        actions.assign(pool.pk)
    actions.assign(pool.pk)
    return states(pool)


@pytest.mark.parametrize("places", [1, 0], ids=["the last place", "the first turn in line"])
def test_nobody_is_decided_before_who_has_an_earlier_number(places: int) -> None:
    pool = make_pool(1)
    if not places:
        take(pool)
    before = states(pool)
    with one_under_way(pool):
        came(pool)
        assert actions.assign(pool.pk) is None
        assert states(pool) == [*before, State.RECEIVED]
    actions.assign(pool.pk)
    assert states(pool)[-2:] == ([State.SEATED, State.WAITING] if places else [State.WAITING] * 2)


def test_control_without_the_line_the_later_number_is_seated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "join", lambda _pool: None)
    assert decide_while_one_is_under_way(make_pool(1)) == [State.WAITING, State.SEATED]


def decide_with_newcomers_after_the_moment(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The assigner has had its moment alone; before it looks, one is under way and one who came later is there.

    What all are while the first is still under way, and what they are in the end.
    """
    plain = line.held
    with ExitStack() as open_ones:

        def held(pool_id: int, *, waits: bool) -> Pool | None:
            found = plain(pool_id, waits=waits)
            open_ones.enter_context(one_under_way(pool))
            elsewhere(lambda: came(pool))
            return found

        monkeypatch.setattr(line, "held", held)
        actions.assign(pool.pk)
        meanwhile = states(pool)
    monkeypatch.setattr(line, "held", plain)
    actions.assign(pool.pk)
    return meanwhile, states(pool)


def test_who_comes_after_the_moment_waits_for_the_next_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile, at_last = decide_with_newcomers_after_the_moment(make_pool(1), monkeypatch)
    assert meanwhile == [State.RECEIVED]
    assert at_last == [State.SEATED, State.WAITING]


def test_so_do_turns_in_line_where_no_place_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = make_pool(1)
    take(pool)
    meanwhile, at_last = decide_with_newcomers_after_the_moment(pool, monkeypatch)
    assert meanwhile == [State.SEATED, State.RECEIVED]
    assert at_last == [State.SEATED, State.WAITING, State.WAITING]


def test_control_without_the_last_number_the_later_one_is_seated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_MOMENT", line._MOMENT.replace("last_value", "last_value + 1000"))
    _meanwhile, at_last = decide_with_newcomers_after_the_moment(make_pool(1), monkeypatch)
    assert at_last == [State.WAITING, State.SEATED]
