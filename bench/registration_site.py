"""The site's own pages under another rule for places: `python -m bench.registration_site RULE DESCRIPTOR`.

`house`: as it ships. `none`: the same page, one INSERT, nobody decides. `count`: an advisory lock and a count in the
request, pretix's way: held until the registration is committed. `unlocked`: the same count and INSERT without the
lock, the control that must overbook.
"""

import sys
from collections.abc import Callable
from functools import partial

import django


def put_in_force(rule: str) -> None:
    """Before the pages are loaded; changes this process only."""
    django.setup()
    changes: dict[str, Callable[[], None]] = {
        "none": _none,
        "count": partial(_count, locks=True),
        "unlocked": partial(_count, locks=False),
    }
    if rule in changes:
        changes[rule]()


def _none() -> None:
    from ramo.seats import actions

    actions.take = lambda pool, data, *, submission: actions.claim(pool, data, submission=submission)  # type: ignore[misc,assignment]


def _count(*, locks: bool) -> None:
    from uuid import UUID

    from django.db import connection, transaction

    from ramo.seats import actions
    from ramo.seats.data import ClaimData
    from ramo.seats.models import Claim, Pool, State

    @transaction.atomic
    def take(pool: Pool, data: ClaimData, *, submission: UUID) -> Claim:
        if locks:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [pool.pk])
        has_room = pool.claims.holding().people() + data.party <= pool.capacity
        claim = actions.claim(pool, data, submission=submission)
        claim.state = State.SEATED if has_room else State.WAITING
        claim.save(update_fields=["state"])
        return claim

    actions.take = take  # type: ignore[assignment]


if __name__ == "__main__":
    put_in_force(sys.argv[1])
    from ramo.launch.web import House

    House(int(sys.argv[2])).run()
