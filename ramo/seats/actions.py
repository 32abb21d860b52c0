"""The only door that writes scarce places: opening them, claiming, giving up, moving, checking in."""

from collections.abc import Sequence
from time import monotonic
from uuid import UUID

from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock

from . import assigner, keys, line, owners
from .assigner import assign
from .data import Change, ClaimData, PoolData
from .errors import (
    AlreadyClaimed,
    FewerThanTaken,
    NoRoomThere,
    NothingHeld,
    NotOpen,
    OfferLapsed,
    PartyTooLarge,
)
from .models import HOLDING, Claim, Pool, State
from .windows import wait_for_decision

PATIENCE_SECONDS = 0.3


def open_pool(data: PoolData) -> Pool:
    return Pool.objects.create(**_columns(data))


@transaction.atomic
def change_pool(pool: Pool, data: PoolData, *, by: User | None) -> None:
    """Other times, rules or more places; the next in line are asked at once. Never fewer than are taken."""
    held = _held(pool)
    if data.capacity < held.taken:
        raise FewerThanTaken(held.taken)
    if data.capacity != held.capacity:
        record("changed capacity", held, by=by, detail={"from": held.capacity, "to": data.capacity})
    for column, value in _columns(data).items():
        setattr(held, column, value)
    if data.ends_at > clock.now():
        held.shredded_at = None  # who comes to the later hour is forgotten after it
    held.save()
    held.claims.update(until=data.ends_at)
    assigner.decide(held)
    pool.refresh_from_db()


def take(pool: Pool, data: ClaimData, *, submission: UUID, patience: float = PATIENCE_SECONDS) -> Claim:
    """Claims and waits a moment for the decision; a claim still `received` is decided by the clock."""
    return settle(claim(pool, data, submission=submission), patience=patience)


def claim(pool: Pool, data: ClaimData, *, submission: UUID) -> Claim:
    """One INSERT. The same submission again is the same claim; the same person again is refused."""
    _check(pool, data)
    columns = {name: getattr(data, name) for name in data.__slots__}
    person = keys.person_of(data, submission)
    try:
        with transaction.atomic():
            line.join(pool.pk)
            return Claim.objects.create(
                pool=pool, person=person, submission=submission, until=pool.ends_at, **_keys(), **columns
            )
    except IntegrityError:
        again = Claim.objects.filter(submission=submission, pool=pool).first()
        if again is None:
            raise AlreadyClaimed from None
        return again


def settle(claim: Claim, *, patience: float = PATIENCE_SECONDS) -> Claim:
    """Decides, or waits for who is deciding. Not within a transaction: others could not see the claim."""
    wait_for_decision(claim, assign, until=monotonic() + patience)
    return claim


@transaction.atomic
def leave(claim: Claim, *, by: User | None = None) -> None:
    """Gives up the place or the turn; the contact goes at once, the next in line is asked. Twice is one act."""
    pool = _held(claim.pool)
    claim = Claim.objects.get(pk=claim.pk)
    if not claim.is_standing:
        return
    _end(claim, State.LEFT)
    if by:
        record("gave up claim", claim, by=by)
    assigner.decide(pool, [(claim, Change.LEFT)])


@transaction.atomic
def accept(claim: Claim, *, by: User | None = None) -> None:
    """The person comes: the kept place is theirs. Pressed again it is one act."""
    pool = _held(claim.pool)
    claim = Claim.objects.get(pk=claim.pk)
    if claim.state == State.SEATED:
        return
    if claim.state != State.OFFERED:
        raise OfferLapsed if claim.state == State.LAPSED else NothingHeld
    if claim.answer_until and claim.answer_until < clock.now():
        raise OfferLapsed
    claim.state = State.SEATED
    claim.save(update_fields=["state"])
    if by:
        record("accepted for a person", claim, by=by)
    assigner.decide(pool, [(claim, Change.SEATED)])


@transaction.atomic
def lapse(pool: Pool) -> int:
    """Offers nobody answered go to the next in line; how many."""
    held = _held(pool)
    late = list(held.claims.filter(state=State.OFFERED, answer_until__lt=clock.now()))
    for each in late:
        _end(each, State.LAPSED)
    if late:
        assigner.decide(held, [(each, Change.LAPSED) for each in late])
    return len(late)


@transaction.atomic
def move(claim: Claim, target: Pool, *, by: User | None = None) -> Claim:
    """The same claim, with its code and link, in another pool; refused where the party would not sit at once."""
    pools = {pool.pk: pool for pool in (_held(each) for each in sorted((claim.pool, target), key=lambda pool: pool.pk))}
    claim = Claim.objects.get(pk=claim.pk)
    old, new = pools[claim.pool_id], pools[target.pk]
    if not claim.is_standing:
        raise NothingHeld
    if old.pk == new.pk:
        return claim
    if not (new.is_open() or (by and not new.is_called_off)):
        raise NotOpen
    if new.free < claim.party or new.claims.in_line().exists():
        raise NoRoomThere
    if new.claims.standing().filter(person=claim.person).exists():
        raise AlreadyClaimed
    claim.pool, claim.state, claim.answer_until = new, State.SEATED, None
    claim.until, claim.told, claim.reminded_at = new.ends_at, 0, None
    claim.save()
    if by:
        record("moved claim", claim, by=by, detail={"from": old.pk})
    assigner.decide(old)
    assigner.decide(new, [(claim, Change.MOVED)])
    return claim


@transaction.atomic
def call_off(pool: Pool, *, by: User | None) -> list[Claim]:
    """Nothing is given any more; who held a place or waited, to be told by the owner."""
    held = _held(pool)
    held.is_called_off = True
    held.save(update_fields=["is_called_off"])
    record("called off", held, by=by)
    return list(held.claims.standing())


@transaction.atomic
def check_in(claim: Claim, came: int | None, *, by: User) -> None:
    """How many of the party came; 0 is a no-show, None takes the word back. Only who holds a place."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.state not in HOLDING:
        raise NothingHeld
    claim.came = None if came is None else min(came, claim.party)
    claim.save(update_fields=["came"])
    record("checked in", claim, by=by, detail={"came": claim.came})


def _check(pool: Pool, data: ClaimData) -> None:
    largest = pool.capacity if data.is_by_staff else min(pool.largest_party, pool.capacity)
    if not 1 <= data.party <= largest:
        raise PartyTooLarge(largest)
    still_may = not pool.is_called_off and clock.now() < pool.ends_at
    if not (still_may if data.is_by_staff else pool.is_open()):
        raise NotOpen


def _keys() -> dict[str, str]:
    return {"code": keys.drawn_code(), "key": keys.drawn_key()}


def _held(pool: Pool) -> Pool:
    held = line.held(pool.pk, waits=True)
    if held is None:
        raise Pool.DoesNotExist
    return held


def _end(claim: Claim, state: State) -> None:
    claim.state = state
    claim.save(update_fields=["state"])


def _columns(data: PoolData) -> dict[str, object]:
    return {name: getattr(data, name) for name in data.__slots__}


def decided(pools: Sequence[Pool]) -> int:
    """What arrived and nobody decided, because its process ended in between; how many."""
    return sum(assign(pool.pk) or 0 for pool in pools)


__all__ = [
    "accept", "assign", "call_off", "change_pool", "check_in", "claim", "decided", "lapse", "leave", "move",
    "open_pool", "owners", "settle", "take",
]  # fmt: skip
