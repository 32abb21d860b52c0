"""Events as iCalendar: a stable UID, a SEQUENCE that grows with each change of time or place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design.words import glued
from ramo.kit import clock
from ramo.kit.icalendars import CANCEL, CONTENT_TYPE, PUBLISH, REQUEST, Entry, bare_address, calendar_text
from ramo.kit.languages import said

from . import wording
from .addresses import full_address
from .models import Event, Host

__all__ = ["CANCEL", "CONTENT_TYPE", "PUBLISH", "REQUEST", "Guest", "calendar_of", "revised_at", "uid_of"]


@dataclass(frozen=True, slots=True)
class Guest:
    """To whom a calendar is mailed; a private one says nothing of the topic."""

    email: str
    is_private: bool


def calendar_of(hosts: Iterable[Host], *, method: str = PUBLISH, guest: Guest | None = None, name: str = "") -> str:
    """`name`: of a calendar that somebody follows."""
    return calendar_text((_entry(host, method, guest) for host in hosts), method=method, name=name)


def uid_of(host: Host) -> str:
    return f"event-{host.event_id}-{host.library_id}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}"


def revised_at(event: Event) -> datetime:
    """When what it says last changed, to the day: the same calendar asked twice is the same bytes."""
    moments = [event.added_at, *([event.called_off_at] if event.called_off_at else [])]
    if event.verified_on:
        moments.append(datetime.combine(event.verified_on, time.min, tzinfo=clock.COUNTRY_ZONE))
    return max(moments).astimezone(UTC).replace(microsecond=0)


def _entry(host: Host, method: str, guest: Guest | None) -> Entry:
    event = host.event
    is_private = bool(guest and guest.is_private)
    return Entry(
        uid=uid_of(host),
        sequence=event.version,
        stamp=revised_at(event) if method == PUBLISH else clock.now(),
        starts_at=event.local_start,
        ends_at=event.local_end,
        where=glued(wording.where(host)),
        summary=_("In the library") if is_private else event.title_bg,
        is_off=event.is_called_off,
        url="" if is_private else full_address(event),
        categories=() if is_private else (str(said(event.area, "short", get_language())),),
        organiser=bare_address(settings.DEFAULT_FROM_EMAIL),
        guest=guest.email if guest else "",
    )
