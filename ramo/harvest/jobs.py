"""What the clock does here."""

import logging
from time import monotonic

from ramo.kit import clock

from .models import HarvestRun, Source
from .run_actions import run_source
from .waiting import keep_current

logger = logging.getLogger("ramo.harvest")
_SECONDS = 240.0  # in one run, so that letters need not wait behind it


def harvest_due() -> int:
    """Sources whose time has come, one after the other; how many. One that breaks us keeps no other waiting."""
    began, count = monotonic(), 0
    keep_current()
    for source in Source.objects.due(clock.now()).select_related("institution", "district", "owner"):
        if monotonic() - began > _SECONDS:
            break
        run_unless_it_breaks(source)
        count += 1
    return count


def run_unless_it_breaks(source: Source) -> HarvestRun | None:
    """One that breaks us is logged, and asked again when its time comes."""
    try:
        return run_source(source)
    except Exception:
        logger.exception("Source %s could not be run", source.pk)
        Source.objects.filter(pk=source.pk).update(due_at=clock.now() + source.step)
    return None
