"""The single assigner: one at a time for each pool, it turns what arrived into places, in the order of arrival."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import F
from psycopg.errors import LockNotAvailable

from ramo.kit import clock

from . import line, owners
from .data import LAST, Change, GroupRule, Turn, seated
from .models import Claim, Pool, State
from .shredding import forget_people

BATCH = 500
Changes = list[tuple[Claim, Change]]


def assign(pool_id: int, asking: Collection[Claim] = ()) -> int | None:
    """Decides a batch of what has arrived; how many. None: another is at work for long.

    Who is `asking`, or joins them while we wait for our turn, is handed the answer.
    """
    try:
        with transaction.atomic():
            pool = line.held(pool_id, waits=False)
            arrived = [] if pool is None else _none_left(pool) if pool.is_full else decide(pool)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            return None
        raise
    _hand_over(arrived, asking)
    return None if pool is None else len(arrived)


def decide(pool: Pool, changes: Changes | None = None) -> Sequence[Claim]:
    """For who holds the pool. `changes`: what the caller did in the same breath; all are told together."""
    told = list(changes or ())
    was, pool.taken = pool.taken, pool.claims.holding().people()  # counted anew, so that it cannot drift
    arrived = list(pool.claims.filter(state=State.RECEIVED, pk__lte=pool.arrived_up_to).order_by("pk")[:BATCH])
    promoted, taken = _placed(pool, arrived)
    told += _write(promoted, State.OFFERED, Change.OFFERED, answer_until=_answer_until(pool))
    told += _write([each for each in arrived if each.pk in taken], State.SEATED, Change.SEATED)
    rest = [each for each in arrived if each.pk not in taken]
    told += _write(rest, *_without_place(pool))
    pool.taken += sum(claim.party for claim in promoted) + sum(each.party for each in arrived if each.pk in taken)
    if pool.taken != was:
        # As a difference: were there ever two at work, the database would see the sum of both and refuse it.
        Pool.objects.filter(pk=pool.pk).update(taken=F("taken") + pool.taken - was)
    _tell(pool, told)
    return arrived


def _none_left(pool: Pool) -> Sequence[Claim]:
    """Most of a rush meets a full pool: one statement, however many they are."""
    state, change = _without_place(pool)
    arrived = line.put_all(pool, state)
    _tell(pool, [(claim, change) for claim in arrived])
    return arrived


def _without_place(pool: Pool) -> tuple[State, Change]:
    return (State.WAITING, Change.WAITING) if pool.has_waiting_list else (State.REFUSED, Change.REFUSED)


def _tell(pool: Pool, told: Changes) -> None:
    owners.tell(pool, told)
    if gone := [claim.pk for claim, change in told if change in LAST]:
        forget_people(Claim.objects.filter(pk__in=gone), but_last_letter=True)


def _hand_over(arrived: Sequence[Claim], asking: Collection[Claim]) -> None:
    """After the commit. Who was decided by another process is looked up; who came later stays as they are."""
    found = {claim.pk: (claim.state, claim.answer_until) for claim in arrived}
    waiting = list(asking)
    if others := [claim.pk for claim in waiting if claim.pk not in found]:
        decided = Claim.objects.filter(pk__in=others).order_by()
        found |= {pk: (state, until) for pk, state, until in decided.values_list("pk", "state", "answer_until")}
    for claim in waiting:
        claim.state, claim.answer_until = found.get(claim.pk, (claim.state, claim.answer_until))


def _placed(pool: Pool, arrived: Sequence[Claim]) -> tuple[list[Claim], set[int]]:
    """Who of those waiting is offered a place, and which of the new ones are seated at once."""
    if pool.free <= 0:
        return [], set()
    waiting = list(pool.claims.in_line()) if _may_promote(pool) else []
    line = [Turn(claim.pk, claim.party) for claim in (*waiting, *arrived)]
    chosen = set(seated(pool.free, line, GroupRule(pool.group_rule)))
    return [claim for claim in waiting if claim.pk in chosen], {claim.pk for claim in arrived} & chosen


def _may_promote(pool: Pool) -> bool:
    return clock.now() < pool.closes_at and not pool.is_called_off


def _answer_until(pool: Pool) -> datetime:
    return min(clock.now() + timedelta(hours=pool.answer_hours), pool.closes_at)


def _write(claims: Sequence[Claim], state: State, change: Change, **columns: object) -> Changes:
    if not claims:
        return []
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(state=state, **columns)
    for claim in claims:
        claim.state = state
        for name, value in columns.items():
            setattr(claim, name, value)
    return [(claim, change) for claim in claims]
