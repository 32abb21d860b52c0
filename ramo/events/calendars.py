"""Events as iCalendar: a stable UID, a SEQUENCE that grows with each change of time or place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design.words import glued
from ramo.kit import clock
from ramo.kit.languages import said

from . import wording
from .addresses import full_address
from .models import Event, Host

if TYPE_CHECKING:  # reading that library takes a while, so not at the start
    from icalendar import Component
    from icalendar import Event as Entry

CONTENT_TYPE = "text/calendar; charset=utf-8"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
# By the rule that the country keeps since 1997; a program that knows the name uses its own.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Sofia
BEGIN:DAYLIGHT
TZNAME:EEST
DTSTART:19970330T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:EET
DTSTART:19971026T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Guest:
    """To whom a calendar is mailed; a private one says nothing of the topic."""

    email: str
    is_private: bool


def calendar_of(hosts: Iterable[Host], *, method: str = PUBLISH, guest: Guest | None = None, name: str = "") -> str:
    """`name`: of a calendar that somebody follows; theirs asks for it again twice a day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Ramo//BG")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        for title in ("name", "x-wr-calname"):
            calendar.add(title, name)
        calendar.add("x-wr-timezone", "Europe/Sofia")
        calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(_zone())
    for host in hosts:
        calendar.add_component(_entry(host, method, guest))
    text: str = calendar.to_ical().decode()
    return text


def uid_of(host: Host) -> str:
    return f"event-{host.event_id}-{host.library_id}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}"


def revised_at(event: Event) -> datetime:
    """When what it says last changed, to the day: the same calendar asked twice is the same bytes."""
    moments = [event.added_at, *([event.called_off_at] if event.called_off_at else [])]
    if event.verified_on:
        moments.append(datetime.combine(event.verified_on, time.min, tzinfo=clock.COUNTRY_ZONE))
    return max(moments).astimezone(UTC).replace(microsecond=0)


def _entry(host: Host, method: str, guest: Guest | None) -> "Entry":
    from icalendar import Event as Entry
    from icalendar import vCalAddress

    event, entry = host.event, Entry()
    entry.add("uid", uid_of(host))
    entry.add("sequence", event.version)
    entry.add("dtstamp", revised_at(event) if method == PUBLISH else clock.now().astimezone(UTC))
    entry.add("dtstart", event.local_start)
    entry.add("dtend", event.local_end)
    entry.add("location", glued(wording.where(host)))
    is_off = method == CANCEL or event.is_called_off
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if guest and guest.is_private:
        entry.add("summary", _("In the library"))
    else:
        entry.add("summary", event.title_bg)
        entry.add("url", full_address(event))
        entry.add("categories", [str(said(event.area, "short", get_language()))])
    if guest:
        entry.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].strip('> ')}"))
        entry.add("attendee", vCalAddress(f"mailto:{guest.email}"))
    return entry


@cache
def _zone() -> "Component":
    from icalendar import Timezone

    return Timezone.from_ical(_ZONE)
