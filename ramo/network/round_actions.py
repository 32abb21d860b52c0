"""Confirming the contacts of many libraries after a round of calls."""

from collections.abc import Mapping

from django.db import transaction

from ramo.accounts.models import User
from ramo.trust.errors import AlreadyWithdrawn

from . import actions, reach
from .hours import with_hours
from .models import Library
from .rounds import Round, seen


@transaction.atomic
def confirm_seen(shown: Mapping[str, str], *, by: User) -> Round:
    """`shown`: what the person saw of each library, by number. What has changed since is left out, not confirmed.

    The caller checked that `by` may vouch for them. The same sent twice on one day confirms once.
    """
    locked = Library.objects.select_for_update().filter(pk__in=shown).order_by("pk")
    numbers = list(locked.values_list("pk", flat=True))
    whole = with_hours(Library.objects.filter(pk__in=numbers).select_related("settlement", "municipality", "district"))
    confirmed: list[Library] = []
    left_out: list[Library] = []
    for library in whole.order_by("pk"):
        (confirmed if seen(library) == shown[library.pk] and _confirm(library, by) else left_out).append(library)
    return Round(confirmed, left_out)


def _confirm(library: Library, by: User) -> bool:
    try:
        actions.confirm_contacts(library, verified_as=reach.standing_in(by, library), by=by)
    except AlreadyWithdrawn:
        return False
    return True
