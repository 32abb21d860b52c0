"""Whoever is killed on the way: who was told that they have a place has it, and who presses again has one."""

from types import ModuleType
from uuid import uuid4

import pytest

from ramo.seats import actions, assigner, jobs, line, owners
from ramo.seats.models import State
from ramo.seats.tests.factories import make_pool, take
from tests.races.kills import killed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("owner", "name"),
    [
        pytest.param(line, "join", id="the line was joined"),
        pytest.param(actions, "claim", id="the claim was committed"),
        pytest.param(line, "held", id="the pool was held"),
        pytest.param(owners, "tell", id="the owner was told"),
        pytest.param(assigner, "decide", id="it was decided"),
        pytest.param(assigner, "_hand_over", id="the decision was committed"),
    ],
)
def test_who_presses_again_after_a_kill_has_one_place(owner: ModuleType, name: str, after: bool) -> None:
    pool, submission = make_pool(3), uuid4()
    before = take(pool)
    assert killed_in(lambda: take(pool, submission=submission), owner, name, after=after)
    behind = take(pool)
    again = take(pool, submission=submission)
    assert {claim.state for claim in (before, behind, again)} == {State.SEATED}
    assert pool.claims.count() == 3
    pool.refresh_from_db()
    assert pool.taken == pool.claims.holding().people() == 3


def test_who_does_not_press_again_is_decided_by_the_clock() -> None:
    pool, submission = make_pool(1), uuid4()
    assert killed_in(lambda: take(pool, submission=submission), actions, "settle", after=False)
    assert pool.claims.get().state == State.RECEIVED
    assert jobs.assign_received() == 1
    assert pool.claims.get().state == State.SEATED


def test_control_with_another_key_a_person_has_two_places() -> None:
    pool = make_pool(3)
    assert killed_in(lambda: take(pool, submission=uuid4()), assigner, "_hand_over", after=False)
    take(pool, submission=uuid4())
    assert pool.claims.holding().count() == 2
