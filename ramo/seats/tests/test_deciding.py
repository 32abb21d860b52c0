"""Who waits for a decision is handed it, whoever made it; and what the database refuses whoever writes."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ramo.seats import actions, assigner, windows
from ramo.seats.data import ClaimData
from ramo.seats.models import Claim, Pool, State

from .factories import make_pool, pool_data, take

pytestmark = pytest.mark.django_db


def came(pool: Pool, party: int = 1) -> Claim:
    return actions.claim(pool, ClaimData(party=party), submission=uuid4())


def test_who_was_decided_by_another_process_is_handed_that() -> None:
    pool = make_pool(1)
    first, second = came(pool), came(pool)
    actions.assign(pool.pk)
    assert [actions.settle(claim, patience=0).state for claim in (first, second)] == [State.SEATED, State.WAITING]


def test_one_decision_is_handed_to_all_who_ask_and_to_each_of_two_who_pressed_together() -> None:
    pool, submission = make_pool(1), uuid4()
    asking = [actions.claim(pool, ClaimData(), submission=each) for each in (submission, submission, uuid4())]
    assert actions.assign(pool.pk, asking) == 2
    assert [claim.state for claim in asking] == [State.SEATED, State.SEATED, State.WAITING]


def test_a_request_that_asks_answers_for_the_others_at_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = make_pool(2)
    own, _between, other = came(pool), came(pool), came(pool)
    pressed_again = Claim.objects.get(pk=own.pk)
    asked: list[list[Claim]] = []

    def ask(pool_id: int, asking: Any) -> None:
        if not asked:
            windows.wait_for_decision(pressed_again, ask_nothing, until=monotonic())
            windows._OPEN[pool_id].asking[id(other)] = other
        asked.append(list(asking))
        assigner.assign(pool_id, asking)

    ask_nothing = Mock()
    windows.wait_for_decision(own, ask, until=monotonic() + 5)
    assert not ask_nothing.called, "two asked at once"
    assert asked == [[own, other]]
    assert (own.state, other.state) == (State.SEATED, State.WAITING)


def test_who_meets_another_at_work_asks_again_until_the_time_is_up() -> None:
    claim, answers = came(make_pool(1)), iter([None, None, State.SEATED])

    def ask(_pool: int, asking: Any) -> None:
        for each in asking:
            each.state = next(answers) or each.state

    windows.wait_for_decision(claim, ask, until=monotonic() + 5)
    assert claim.state == State.SEATED
    late, busy = came(make_pool(1)), Mock()
    windows.wait_for_decision(late, busy, until=monotonic())
    assert late.state == State.RECEIVED
    assert busy.call_count == 1


def test_nobody_stays_at_a_window() -> None:
    pool = make_pool(1)
    take(pool)
    assert pool.pk not in windows._OPEN


def test_a_rush_on_a_full_pool_costs_the_same_for_one_and_for_many(django_assert_max_num_queries: Any) -> None:
    pool = make_pool(1)
    take(pool)
    for _each in range(40):
        came(pool)
    with django_assert_max_num_queries(6):
        assert actions.assign(pool.pk) == 40


def test_taken_places_are_counted_anew_should_they_ever_have_drifted() -> None:
    pool = make_pool(3)
    take(pool)
    Pool.objects.filter(pk=pool.pk).update(taken=2)
    take(pool)
    pool.refresh_from_db()
    assert pool.taken == 2


def test_what_is_called_off_promotes_nobody() -> None:
    pool = make_pool(1)
    first, second = take(pool), take(pool)
    actions.call_off(pool, by=None)
    actions.leave(first)
    second.refresh_from_db()
    assert second.state == State.WAITING


def test_a_pool_may_shrink_to_what_is_taken() -> None:
    pool = make_pool(3)
    take(pool)
    actions.change_pool(pool, pool_data(1), by=None)
    assert (pool.capacity, pool.free) == (1, 0)


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (lambda claim: Pool.objects.update(taken=9), "pool_is_never_overbooked"),
        (lambda claim: Pool.objects.update(closes_at=claim.until + timedelta(days=1)), "pool_closes_before_it_ends"),
        (lambda claim: Claim.objects.update(party=0), "claim_is_for_somebody"),
        (lambda claim: Claim.objects.update(state=State.OFFERED), "claim_offered_has_a_last_hour"),
        (lambda claim: Claim.objects.update(came=2), "claim_came_within_party"),
        (lambda claim: Claim.objects.update(person="the same"), "claim_once_a_person"),
    ],
    ids=["overbooked", "closes after the end", "for nobody", "offered without end", "more came", "one person twice"],
)
def test_the_database_itself_refuses(write: Callable[[Claim], object], name: str) -> None:
    pool = make_pool(3)
    claim, _other = take(pool), take(pool)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write(claim)
