"""Writing a register that somebody looked through."""

from django.db import connection, transaction

from ramo.accounts.models import User

from . import actions
from .errors import ChangedMeanwhile, NothingToWrite
from .register_update import prepare

_ONE_AT_A_TIME = "register update"


@transaction.atomic
def write_register(content: bytes, *, seen: str, by: User) -> int:
    """All of it or nothing. A second press waits for the first, and then finds nothing to write.

    `seen`: the digest of the update that the person looked through; if it would be another now, it is refused.
    """
    _wait_for_others()
    update = prepare(content)
    if not update.diff.rows:
        raise NothingToWrite
    if update.digest != seen:
        raise ChangedMeanwhile
    return actions.put_register(update.diff.rows, by=by)


def _wait_for_others() -> None:
    """Until their transactions end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_ONE_AT_A_TIME])
