"""What is on in a month at a library or in a district, as it is handed out. In Bulgarian, for whoever takes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import clock, phones
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.models import Library
from ramo.search.sheets import typeable
from ramo.vocabularies.models import District

from . import wording
from .lists import following
from .models import Host

MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    hours: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """`more`: how many did not fit."""

    whose: str
    phone: str
    title: str
    days: Sequence[Day]
    more: int
    address: str
    is_demo: bool

    @property
    def short_address(self) -> str:
        return typeable(self.address)


def leaflet_of(where: Library | District, month: date) -> Leaflet:
    """What is still to come of the month and is not called off."""
    library = where if isinstance(where, Library) else None
    hosts = Host.objects.on_calendar().filter(event__starts_at__range=_span(month)).order_by("event__starts_at", "pk")
    hosts = hosts.filter(library=where) if isinstance(where, Library) else hosts.filter(library__district=where)
    shown = list(hosts.whole()[:MOST])
    with translation.override(SOURCE_LANGUAGE):
        return Leaflet(
            whose=where.title_bg if isinstance(where, Library) else _("District %(name)s") % {"name": where.name_bg},
            phone=phones.grouped(library.current_phone) if library and library.current_phone else "",
            title=_("Programme: %(month)s") % {"month": wording.month(month).lower()},
            days=_days(shown, within=library),
            more=hosts.count() - len(shown) if len(shown) == MOST else 0,
            address=settings.PUBLIC_ADDRESS + _list_address(where, month),
            is_demo=settings.RAMO_DEMO or any(host.event.is_demo for host in shown),
        )


def _days(hosts: Sequence[Host], within: Library | None) -> list[Day]:
    return [
        Day(words.long_day(day), [_row(host, within) for host in grouped])
        for day, grouped in groupby(hosts, key=lambda host: host.event.starts_on)
    ]


def _row(host: Host, within: Library | None) -> Row:
    """Where it is in the library itself, the leaflet's head says it already."""
    event = host.event
    place = (
        host.place_bg
        if within
        else ", ".join(filter(None, [wording.town(host), host.place_bg or host.library.title_bg]))
    )
    led_by = event.led_by_bg
    signs_up = _("sign up first") if host.pool else ""
    price = event.price_bg
    audience = "" if event.audience == "all" else str(event.get_audience_display())
    return Row(
        hours=wording.hours(event.local_start, event.local_end),
        title=event.title_bg,
        about=wording.listed([place, led_by, audience, price, signs_up]),
    )


def _span(month: date) -> tuple[datetime, datetime]:
    """Its first moment and the last before the next one."""
    first, last = month, following(month)
    zone = clock.COUNTRY_ZONE
    return datetime.combine(first, time(), zone), datetime.combine(last, time(), zone) - datetime.resolution


def _list_address(where: Library | District, month: date) -> str:
    """Of the list that shows the same, around the library."""
    if isinstance(where, Library) and where.settlement_id:
        return f"{reverse('events:events_list')}?p={where.settlement_id}&m={month:%Y-%m}"
    return f"{reverse('events:events_list')}?m={month:%Y-%m}"
