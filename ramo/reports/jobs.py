"""What the worker does for this room: makes a proof that was ordered, keeps counts of questions."""

import logging

from ramo.kit import clock

from . import actions
from .models import ProofOrder

logger = logging.getLogger("ramo.reports")


def make_proof(order: int) -> None:
    """Twice is once: whoever comes second finds it made. What breaks is logged, and said on its page."""
    wanted = ProofOrder.objects.open().select_related("institution", "district", "asked_by").filter(pk=order).first()
    if wanted is None:
        return
    try:
        actions.make(wanted)
    except Exception:
        logger.exception("Proof order %s could not be made", order)
        actions.give_up(wanted)


def keep_asked() -> int:
    return actions.keep_asked(clock.today())
