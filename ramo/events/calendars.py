"""Events as iCalendar: a stable UID, a SEQUENCE that grows with each change of time or place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress
from icalendar import Event as Entry

from ramo.design.words import glued
from ramo.kit import clock

from . import wording
from .addresses import full_address
from .models import Host

CONTENT_TYPE = "text/calendar; charset=utf-8"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


@dataclass(frozen=True, slots=True)
class Guest:
    """To whom a calendar is mailed; a private one says nothing of the topic."""

    email: str
    is_private: bool


def calendar_of(hosts: Iterable[Host], *, method: str = PUBLISH, guest: Guest | None = None) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Ramo//BG")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for host in hosts:
        calendar.add_component(_entry(host, method, guest))
    text: str = calendar.to_ical().decode()
    return text


def uid_of(host: Host) -> str:
    return f"event-{host.event_id}-{host.library_id}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}"


def _entry(host: Host, method: str, guest: Guest | None) -> Entry:
    event, entry = host.event, Entry()
    entry.add("uid", uid_of(host))
    entry.add("sequence", event.version)
    entry.add("dtstamp", clock.now().astimezone(UTC))
    entry.add("dtstart", _utc(event.starts_at))
    entry.add("dtend", _utc(event.ends_at))
    entry.add("location", glued(wording.where(host)))
    is_off = method == CANCEL or event.is_called_off
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if guest and guest.is_private:
        entry.add("summary", _("In the library"))
    else:
        entry.add("summary", event.title_bg)
        entry.add("url", full_address(event))
    if guest:
        entry.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].strip('> ')}"))
        entry.add("attendee", vCalAddress(f"mailto:{guest.email}"))
    return entry


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
