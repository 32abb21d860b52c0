"""The line of a pool: numbers that are drawn one after another, and are decided in the order they were drawn.

A claim holds the line with others from before its number is drawn until it is committed. Whoever decides holds it
alone for a moment, in which no number is under way: of all up to the last one, none turns up later.
"""

from django.db import connection

from .models import Claim, Pool, State

LONGEST_WAIT, FOR_EVER = "250ms", "0"
_COLUMNS = [field.attname for field in Pool._meta.concrete_fields]

_LINE = "hashtext('seats.line'), %(pool)s::int"
_JOIN = f"SELECT pg_advisory_xact_lock_shared({_LINE})"
# Each one message. The way back to the savepoint lets go of the line; the transaction and the pool go on.
_HOLD = f"""
SELECT set_config('lock_timeout', %(longest)s, true);
SELECT {", ".join(_COLUMNS)} FROM seats_pool WHERE id = %(pool)s FOR NO KEY UPDATE
"""  # noqa: S608 (columns of the model)
_MOMENT = f"""
SAVEPOINT moment;
SELECT pg_advisory_xact_lock({_LINE});
SELECT last_value FROM seats_claim_id_seq;
ROLLBACK TO SAVEPOINT moment
"""  # noqa: S608 (a constant)
_PUT = """
UPDATE seats_claim SET state = %(state)s WHERE pool_id = %(pool)s AND state = 'received' AND id <= %(last)s RETURNING *
"""


def join(pool_id: int) -> None:
    """Before a claim is written, in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_JOIN, {"pool": pool_id})


def held(pool_id: int, *, waits: bool) -> Pool | None:
    """The pool until the transaction ends. Each claim up to `arrived_up_to` can be seen now, or will never be there.

    Who does not wait gives up after a moment by PostgreSQL's LockNotAvailable. Not the key of the row is held: claims
    that arrive meanwhile point to it freely. To be called before anything is written: a new claim of somebody who is
    just leaving waits for the end of that, and would be waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_HOLD};{_MOMENT}", {"pool": pool_id, "longest": FOR_EVER if waits else LONGEST_WAIT})
        cursor.nextset()
        found = cursor.fetchone()
        if found is None:
            return None
        for _before in range(3):
            cursor.nextset()
        pool = Pool.from_db(connection.alias, _COLUMNS, found)
        pool.arrived_up_to = cursor.fetchone()[0]
    return pool


def put_all(pool: Pool, state: State) -> list[Claim]:
    """Whoever has arrived, in their order."""
    asked = {"state": state.value, "pool": pool.pk, "last": pool.arrived_up_to}
    return sorted(Claim.objects.raw(_PUT, asked), key=lambda claim: claim.pk)
