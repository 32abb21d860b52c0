"""Places go in the order of arrival; nobody holds more than there is, and what is given up goes to the next."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.tests.factories import make_user
from ramo.seats import actions, jobs, keys, owners
from ramo.seats.data import Change, ClaimData, GroupRule
from ramo.seats.errors import (
    AlreadyClaimed,
    FewerThanTaken,
    NoRoomThere,
    NoSuchKey,
    NothingHeld,
    NotOpen,
    OfferLapsed,
    PartyTooLarge,
)
from ramo.seats.models import Claim, Pool, State

from .factories import OWNER, make_pool, pool_data, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return make_user("librarian@rosendol.example")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """(code, change) in the order the owner was told."""
    said: list[tuple[str, str]] = []

    def told(pool: Pool, changes: Sequence[tuple[Claim, Change]]) -> None:
        said.extend((claim.code, change.value) for claim, change in changes)

    monkeypatch.setitem(owners.OWNERS, OWNER, owners.Owner(OWNER, told, lambda claim: f"/{claim.code}/"))
    return said  # type: ignore[return-value]


def states(*claims: Claim) -> list[str]:
    for claim in claims:
        claim.refresh_from_db()
    return [claim.state for claim in claims]


def test_places_go_to_the_first_and_the_rest_wait_in_their_order() -> None:
    pool = make_pool(2)
    claims = [take(pool) for _ in range(4)]
    assert states(*claims) == ["seated", "seated", "waiting", "waiting"]
    assert [claim.place_in_line for claim in claims] == [0, 0, 1, 2]
    pool.refresh_from_db()
    assert (pool.taken, pool.is_full) == (2, True)


def test_without_a_waiting_list_who_comes_too_late_is_told_so_and_may_try_again() -> None:
    pool = make_pool(1, has_waiting_list=False)
    take(pool, phone="088 000 0001")
    assert take(pool, phone="088 000 0002").state == State.REFUSED
    assert take(pool, phone="088 000 0002").state == State.REFUSED


def test_the_same_submission_is_the_same_claim() -> None:
    pool, submission = make_pool(5), uuid4()
    first, second = (take(pool, submission=submission) for _ in range(2))
    assert first == second
    assert pool.claims.count() == 1


@pytest.mark.parametrize(
    "again", [{"phone": "+359 88 000-00 01"}, {"phone": "088 000 0001", "name": "Друг"}, {"phone": "0880000001"}]
)
def test_one_person_claims_once_however_the_number_is_written(again: dict[str, Any]) -> None:
    pool = make_pool(5)
    take(pool, phone="088 000 0001")
    with pytest.raises(AlreadyClaimed):
        take(pool, **again)


def test_who_gave_up_may_claim_again_at_the_end_of_the_line() -> None:
    pool = make_pool(1)
    first, second = take(pool, phone="088 000 0001"), take(pool, phone="088 000 0002")
    actions.leave(first)
    again = take(pool, phone="088 000 0001")
    assert states(second, again) == ["offered", "waiting"]


def test_claims_without_contact_are_each_their_own_person() -> None:
    pool = make_pool(5)
    assert {take(pool).state for _ in range(3)} == {"seated"}


def test_what_is_given_up_is_kept_for_the_next_until_an_hour_that_is_said() -> None:
    pool = make_pool(1, answer_hours=5)
    first, second, third = (take(pool) for _ in range(3))
    actions.leave(first)
    assert states(first, second, third) == ["left", "offered", "waiting"]
    assert second.answer_until is not None
    assert timedelta(hours=4.9) < second.answer_until - clock.now() <= timedelta(hours=5)
    actions.accept(second)
    actions.accept(second)
    assert states(second, third) == ["seated", "waiting"]


def test_the_hour_to_answer_never_lies_behind_the_closing() -> None:
    soon = clock.now() + timedelta(hours=2)
    pool = make_pool(1, answer_hours=24, closes_at=soon)
    first, second = take(pool), take(pool)
    actions.leave(first)
    second.refresh_from_db()
    assert second.answer_until == soon


def test_an_offer_nobody_answered_goes_to_the_next_and_cannot_be_accepted_any_more() -> None:
    pool = make_pool(1, answer_hours=5)
    first, second, third = take(pool), take(pool, phone="088 000 0002"), take(pool)
    actions.leave(first)
    with time_machine.travel(clock.now() + timedelta(hours=6)):
        with pytest.raises(OfferLapsed):
            actions.accept(second)
        assert jobs.lapse_offers() == 1
        assert jobs.lapse_offers() == 0
    assert states(second, third) == ["lapsed", "offered"]
    assert second.phone == ""
    with pytest.raises(OfferLapsed):
        actions.accept(second)


def test_after_the_closing_nobody_is_promoted() -> None:
    closes = clock.now() + timedelta(hours=1)
    pool = make_pool(1, closes_at=closes)
    first, second = take(pool), take(pool)
    with time_machine.travel(closes + timedelta(minutes=1)):
        actions.leave(first)
    assert states(second) == ["waiting"]


def test_one_who_waits_may_leave_the_line_and_those_behind_move_up() -> None:
    pool = make_pool(1)
    _first, second, third = (take(pool) for _ in range(3))
    actions.leave(second)
    actions.leave(second)
    third.refresh_from_db()
    assert third.place_in_line == 1


def test_who_leaves_leaves_no_contact_behind() -> None:
    claim = take(make_pool(), name="Пенка", phone="088 000 0001", email="penka@example.bg")
    actions.leave(claim)
    claim.refresh_from_db()
    assert (claim.name, claim.phone, claim.email) == ("", "", "")


def test_more_places_are_offered_to_those_who_wait_and_fewer_than_taken_are_refused(by: User) -> None:
    pool = make_pool(2)
    _first, second, third = (take(pool) for _ in range(3))
    actions.change_pool(pool, pool_data(3), by=by)
    assert states(third) == ["offered"]
    with pytest.raises(FewerThanTaken) as refusal:
        actions.change_pool(pool, pool_data(2), by=by)
    assert refusal.value.taken == 3
    assert states(second) == ["seated"]


def test_a_person_takes_a_few_places_and_a_librarian_brings_a_class_of_24(by: User) -> None:
    pool = make_pool(30)
    with pytest.raises(PartyTooLarge) as refusal:
        take(pool, 5)
    assert refusal.value.largest == 4
    assert take(pool, 24, is_by_staff=True).state == State.SEATED
    with pytest.raises(PartyTooLarge):
        take(pool, 31, is_by_staff=True)


def test_a_group_is_never_split_and_nobody_passes_it_where_the_rule_says_so() -> None:
    pool = make_pool(30, group_rule=GroupRule.WAIT)
    take(pool, 10, is_by_staff=True)
    group, single = take(pool, 24, is_by_staff=True), take(pool)
    assert states(group, single) == ["waiting", "waiting"]


def test_smaller_parties_pass_a_group_where_the_rule_lets_them_and_it_keeps_its_turn() -> None:
    pool = make_pool(30, group_rule=GroupRule.OVERTAKE)
    first = take(pool, 10, is_by_staff=True)
    group, single = take(pool, 24, is_by_staff=True), take(pool)
    assert states(group, single) == ["waiting", "seated"]
    actions.leave(first)
    assert states(group) == ["offered"]


def test_places_are_given_only_while_the_pool_is_open_but_a_librarian_may_add_at_the_door() -> None:
    now = clock.now()
    later = make_pool(opens_at=now + timedelta(hours=1))
    closed = make_pool(closes_at=now - timedelta(minutes=1))
    over = make_pool(closes_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    for pool in (later, closed, over):
        with pytest.raises(NotOpen):
            take(pool)
    assert take(closed, is_by_staff=True).state == State.SEATED
    with pytest.raises(NotOpen):
        take(over, is_by_staff=True)


def test_what_is_called_off_takes_nobody_and_names_whom_to_tell(by: User) -> None:
    pool = make_pool(1)
    seated, waiting, gone = take(pool), take(pool), take(pool)
    actions.leave(gone)
    assert actions.call_off(pool, by=by) == [seated, waiting]
    pool.refresh_from_db()
    for is_by_staff in (False, True):
        with pytest.raises(NotOpen):
            take(pool, is_by_staff=is_by_staff)


def test_a_move_keeps_code_and_link_and_frees_the_old_place_for_the_next() -> None:
    old, new = make_pool(1), make_pool(1)
    claim, next_one = take(old, phone="088 000 0001"), take(old)
    moved = actions.move(claim, new)
    assert (moved.pk, moved.code, moved.key, moved.pool_id) == (claim.pk, claim.code, claim.key, new.pk)
    assert states(moved, next_one) == ["seated", "offered"]


def test_a_move_never_jumps_a_line_and_leaves_all_as_it_was() -> None:
    old, full, lined = make_pool(1), make_pool(1), make_pool(2)
    claim = take(old)
    take(full)
    take(lined, 2, is_by_staff=True)
    waiting = take(lined)
    actions.leave(lined.claims.get(party=2))
    assert states(waiting) == ["offered"]
    take(lined, 1)
    take(lined, 1)
    for target in (full, lined):
        with pytest.raises(NoRoomThere):
            actions.move(claim, target)
    assert states(claim) == ["seated"]


def test_a_free_seat_that_a_group_waits_for_is_not_moved_into() -> None:
    pool = make_pool(3)
    take(pool, 2, is_by_staff=True)
    take(pool, 2, is_by_staff=True)
    claim = take(make_pool())
    with pytest.raises(NoRoomThere):
        actions.move(claim, pool)


def test_nobody_moves_to_where_they_hold_a_place_already() -> None:
    old, new = make_pool(), make_pool()
    claim = take(old, phone="088 000 0001")
    take(new, phone="088 000 0001")
    with pytest.raises(AlreadyClaimed):
        actions.move(claim, new)


def test_nobody_but_staff_moves_into_what_is_closed_and_nobody_into_what_is_called_off(by: User) -> None:
    closed, off = make_pool(closes_at=clock.now() - timedelta(minutes=1)), make_pool()
    actions.call_off(off, by=by)
    claim = take(make_pool())
    for target, who in ((closed, None), (off, None), (off, by)):
        with pytest.raises(NotOpen):
            actions.move(claim, target, by=who)
    assert actions.move(claim, closed, by=by).pool == closed


def test_what_was_given_up_cannot_be_moved_accepted_or_checked_in(by: User) -> None:
    claim = take(make_pool())
    actions.leave(claim)
    with pytest.raises(NothingHeld):
        actions.move(claim, make_pool())
    with pytest.raises(NothingHeld):
        actions.accept(claim)
    with pytest.raises(NothingHeld):
        actions.check_in(claim, 1, by=by)


def test_of_a_party_no_more_come_than_it_holds(by: User) -> None:
    claim = take(make_pool(4), 3)
    actions.check_in(claim, 5, by=by)
    claim.refresh_from_db()
    assert claim.came == 3
    actions.check_in(claim, None, by=by)
    claim.refresh_from_db()
    assert claim.came is None


def test_the_database_itself_refuses_an_overbooked_pool() -> None:
    pool = make_pool(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.filter(pk=pool.pk).update(taken=2)


def test_a_claim_whose_process_died_is_decided_by_the_clock() -> None:
    pool = make_pool(1)
    claim = actions.claim(pool, ClaimData(), submission=uuid4())
    assert claim.state == State.RECEIVED
    assert claim.number == 1
    assert jobs.assign_received() == 1
    assert states(claim) == ["seated"]
    assert jobs.assign_received() == 0


def test_the_owner_is_told_every_change_once(heard: list[tuple[str, str]]) -> None:
    pool = make_pool(1)
    first, second = take(pool), take(pool)
    actions.leave(first)
    actions.leave(first)
    actions.accept(second)
    assert heard == [
        (first.code, "seated"),
        (second.code, "waiting"),
        (first.code, "left"),
        (second.code, "offered"),
        (second.code, "seated"),
    ]


def test_a_link_opens_its_own_claim_and_a_forged_one_nothing() -> None:
    claim, other = take(make_pool()), take(make_pool())
    token = keys.token_of(claim)
    assert keys.claim_of(token) == claim
    for forged in (other.key + token[len(other.key) :], claim.key, "", "x" * 500):
        with pytest.raises(NoSuchKey):
            keys.claim_of(forged)


def test_a_code_opens_its_claim_as_people_write_it() -> None:
    claim = take(make_pool())
    assert keys.claim_by_code(f" {keys.spaced(claim.code).lower()} ") == claim
    for wrong in ("", "K47-R2M9X", claim.code[:-1], "й" * 9):
        with pytest.raises(NoSuchKey):
            keys.claim_by_code(wrong)
