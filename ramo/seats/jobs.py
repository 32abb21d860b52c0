"""What the clock does with scarce places."""

from ramo.kit import clock

from . import actions, shredding
from .models import Claim, Pool, State


def assign_received() -> int:
    """What arrived while its process died is decided; how many."""
    pools = Pool.objects.filter(claims__state=State.RECEIVED).distinct()
    return actions.decided(list(pools))


def lapse_offers() -> int:
    """Kept places that nobody accepted go to the next in line; how many."""
    late = Claim.objects.filter(state=State.OFFERED, answer_until__lt=clock.now())
    return sum(actions.lapse(pool) for pool in Pool.objects.filter(pk__in=late.values("pool")))


def shred_contacts() -> int:
    """A week after the end the contacts go; how many claims lost theirs."""
    return sum(shredding.shred(pool) for pool in Pool.objects.to_shred())
