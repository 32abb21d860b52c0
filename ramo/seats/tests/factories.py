"""Pools and claims for tests of this room and of those above."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from ramo.kit import clock
from ramo.seats import actions
from ramo.seats.data import ClaimData, PoolData
from ramo.seats.models import Claim, Pool

OWNER = "tests"


def pool_data(capacity: int = 2, **changes: Any) -> PoolData:
    """Open now, closes in ten days."""
    ends = clock.now() + timedelta(days=10)
    return PoolData(
        **{"owner": OWNER, "capacity": capacity, "opens_at": None, "closes_at": ends, "ends_at": ends, **changes}
    )


def make_pool(capacity: int = 2, **changes: Any) -> Pool:
    return actions.open_pool(pool_data(capacity, **changes))


def take(pool: Pool, party: int = 1, *, submission: UUID | None = None, **given: Any) -> Claim:
    data = ClaimData(party=party, **given)
    return actions.take(pool, data, submission=submission or uuid4())
