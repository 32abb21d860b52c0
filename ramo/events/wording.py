"""An event in words: when, where, how many places; in the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit.languages import said
from ramo.seats.models import Pool

from .models import Event, Host, Kind

ICONS = {
    Kind.TALK: "speak",
    Kind.COURSE: "course",
    Kind.CULTURAL: "culture",
    Kind.SCHOOL: "training",
    Kind.MEETING: "people",
    Kind.TRAINING: "training",
    Kind.EXHIBITION: "culture",
    Kind.ONLINE: "chart",
}


def when(event: Event) -> str:
    """„вторник, 24 ноември 2026 г., 10:00–12:00 ч.“"""
    first, last = event.local_start, event.local_end
    if first.date() != last.date():
        return (
            f"{words.long_day(first.date())}, {words.hour(first)} – {words.long_day(last.date())}, {words.hour(last)}"
        )
    return f"{words.long_day(first.date())}, {hours(first, last)}"


def hours(first: datetime, last: datetime) -> str:
    return f"{first:%-H:%M}–{words.hour(last)}"


def shortly(event: Event) -> str:
    """For subjects of letters: „вторник, 24 ноември, 10:00 ч.“"""
    return f"{words.long_day(event.local_start.date())}, {words.hour(event.local_start)}"


def library_name(host: Host) -> str:
    return str(said(host.library, "title", get_language()))


def town(host: Host) -> str:
    return str(said(host.place, "name", get_language())) if host.place else host.library.place


def where(host: Host) -> str:
    """Town and house; the library's own address where nothing else is said."""
    house = host.place_bg or library_name(host)
    return ", ".join(filter(None, [town(host), house, "" if host.place_bg else host.library.address_bg]))


def led_by(event: Event) -> str:
    """Who speaks, by role, else whose expert it is."""
    if event.led_by_bg:
        return event.led_by_bg
    return ", ".join(str(said(each, "name", get_language())) for each in event.institutions.all())


def price(event: Event) -> str:
    return event.price_bg or _("free of charge")


def ages(event: Event) -> str:
    match event.age_from, event.age_to:
        case None, None:
            return ""
        case int(low), None:
            return _("from %(age)s years") % {"age": low}
        case None, int(high):
            return _("up to %(age)s years") % {"age": high}
    return _("%(low)s–%(high)s years") % {"low": event.age_from, "high": event.age_to}


def places_left(pool: Pool) -> str:
    """Honest for the moment: free places, or how many wait."""
    if not pool.is_full:
        return ngettext("%(number)s place left", "%(number)s places left", pool.free) % {"number": pool.free}
    if pool.has_waiting_list:
        return _("full, there is a waiting list")
    return _("full")


def listed(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, parts))


def month(first: date) -> str:
    """„Ноември 2026“"""
    return capfirst(formats.date_format(first, "F Y"))
