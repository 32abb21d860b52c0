"""iCalendar as it is written here: entries of the country's zone, mailed as REQUEST or CANCEL, or published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reading that library takes a while, so not at the start
    from icalendar import Component
    from icalendar import Event as Written

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
class Entry:
    """`uid` stays while `sequence` grows with each change; `organiser` and `guest` are addresses of a mailed one."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    where: str
    summary: str
    is_off: bool = False
    url: str = ""
    categories: Sequence[str] = ()
    organiser: str = ""
    guest: str = ""


def calendar_text(entries: Iterable[Entry], *, method: str = PUBLISH, name: str = "") -> str:
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
    for entry in entries:
        calendar.add_component(_written(entry, method))
    text: str = calendar.to_ical().decode()
    return text


def bare_address(sender: str) -> str:
    """Of „Рамо <ramo@example.org>“."""
    return sender.rpartition("<")[2].strip("> ")


def _written(entry: Entry, method: str) -> "Written":
    from icalendar import Event as Written
    from icalendar import vCalAddress

    written = Written()
    written.add("uid", entry.uid)
    written.add("sequence", entry.sequence)
    written.add("dtstamp", entry.stamp.astimezone(UTC))
    written.add("dtstart", entry.starts_at)
    written.add("dtend", entry.ends_at)
    written.add("location", entry.where)
    written.add("status", "CANCELLED" if method == CANCEL or entry.is_off else "CONFIRMED")
    written.add("summary", entry.summary)
    if entry.url:
        written.add("url", entry.url)
    if entry.categories:
        written.add("categories", list(entry.categories))
    if entry.guest:
        written.add("organizer", vCalAddress(f"mailto:{entry.organiser}"))
        written.add("attendee", vCalAddress(f"mailto:{entry.guest}"))
    return written


@cache
def _zone() -> "Component":
    from icalendar import Timezone

    return Timezone.from_ical(_ZONE)
