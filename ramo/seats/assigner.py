"""The single assigner: one at a time for each pool, it turns what arrived into places, in the order of arrival.

Who finds another at work does not wait for a lock: the one at work decides for both, or the next look does.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from ramo.kit import clock

from . import owners
from .data import LAST, Change, GroupRule, Turn, seated
from .models import Claim, Pool, State
from .shredding import forget_people

BATCH = 500
Changes = list[tuple[Claim, Change]]


def locked(pool_id: int, *, waits: bool) -> Pool | None:
    """The pool, held until the transaction ends; None where another holds it and we do not wait.

    Not the key of the row: claims that arrive meanwhile point to it freely.
    """
    held = Pool.objects.select_for_update(no_key=True, skip_locked=not waits)
    return held.filter(pk=pool_id).first()


@transaction.atomic
def assign(pool_id: int) -> int | None:
    """Decides a batch of what has arrived; how many. None: another is at work."""
    pool = locked(pool_id, waits=False)
    return None if pool is None else decide(pool)


def decide(pool: Pool, changes: Changes | None = None) -> int:
    """For who holds the pool. `changes`: what the caller did in the same breath; all are told together."""
    told = list(changes or ())
    was, pool.taken = pool.taken, pool.claims.holding().people()  # counted anew, so that it cannot drift
    arrived = list(pool.claims.filter(state=State.RECEIVED).order_by("pk")[:BATCH])
    promoted, taken = _placed(pool, arrived)
    told += _write(promoted, State.OFFERED, Change.OFFERED, answer_until=_answer_until(pool))
    told += _write([each for each in arrived if each.pk in taken], State.SEATED, Change.SEATED)
    rest = [each for each in arrived if each.pk not in taken]
    state, change = (State.WAITING, Change.WAITING) if pool.has_waiting_list else (State.REFUSED, Change.REFUSED)
    told += _write(rest, state, change)
    pool.taken += sum(claim.party for claim in promoted) + sum(each.party for each in arrived if each.pk in taken)
    # As a difference: were there ever two at work, the database would see the sum of both and refuse it.
    Pool.objects.filter(pk=pool.pk).update(taken=F("taken") + pool.taken - was)
    owners.tell(pool, told)
    if gone := [claim.pk for claim, change in told if change in LAST]:
        forget_people(Claim.objects.filter(pk__in=gone), but_last_letter=True)
    return len(arrived)


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
