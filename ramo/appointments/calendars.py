"""A booked hour as iCalendar: its UID is the booking's, so that another hour is the same entry, moved."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ramo.design.words import glued
from ramo.kit import clock
from ramo.kit.icalendars import CANCEL, CONTENT_TYPE, PUBLISH, REQUEST, Entry, bare_address, calendar_text
from ramo.seats.models import Claim

from .models import Slot

__all__ = ["CANCEL", "CONTENT_TYPE", "PUBLISH", "REQUEST", "calendar_of"]


def calendar_of(claim: Claim, slot: Slot, *, method: str = PUBLISH) -> str:
    """SEQUENCE is the second in which it was written: it grows also when the person chooses another hour."""
    schedule, now = slot.schedule, clock.now()
    entry = Entry(
        uid=f"hour-{claim.pk}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}",
        sequence=int(now.timestamp()),
        stamp=now,
        starts_at=_local(slot.starts_at),
        ends_at=_local(slot.ends_at),
        where=glued(", ".join(filter(None, (str(schedule.library), schedule.room_bg)))),
        summary=_("In the library") if schedule.is_private else schedule.title_bg,
        is_off=slot.is_off,
        organiser=bare_address(settings.DEFAULT_FROM_EMAIL),
        guest=claim.email if method != PUBLISH else "",
    )
    return calendar_text([entry], method=method)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.COUNTRY_ZONE)
