"""Who came and how many, as a door without a connection saw it. What was said otherwise meanwhile stands."""

from django.db import transaction

from ramo.accounts.models import User
from ramo.seats import actions as seats
from ramo.seats.models import Claim

from . import actions
from .data import Bands
from .errors import MarksGone, SaidOtherwise
from .models import Headcount, Host


@transaction.atomic
def mark(claim: Claim, said: int | None, *, was: int | None, by: User) -> bool:
    """Whether it is news; a word that was heard before is none."""
    held = Claim.objects.select_for_update(of=("self",)).select_related("pool").get(pk=claim.pk)
    if held.pool.shredded_at:
        raise MarksGone
    if said is not None:
        said = min(said, held.party)
    if held.came == said:
        return False
    if held.came != was:
        raise SaidOtherwise(held.came or 0)
    seats.check_in(held, said, by=by)
    return True


@transaction.atomic
def count(host: Host, said: Bands, *, was: Bands | None, by: User) -> bool:
    """The same for the five numbers of a headcount."""
    Host.objects.select_for_update().get(pk=host.pk)
    counted = Headcount.objects.filter(host=host).first()
    stands = counted.bands if counted else None
    if stands == said:
        return False
    if stands not in (None, was):
        raise SaidOtherwise(stands.total if stands else 0)
    actions.count(host, said, by=by)
    return True
