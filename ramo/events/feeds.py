"""The list of events as other programs follow it: which events, under which name, each as an entry."""

from collections.abc import Iterable
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit.languages import said
from ramo.search.data import Distance
from ramo.search.feeds import Entry
from ramo.search.forms import DISTANCES
from ramo.vocabularies.models import Area

from . import wording
from .addresses import address_of
from .calendars import revised_at
from .lists import Asked
from .models import Audience, Host


def name_of(asked: Asked) -> str:
    """„Събития: здраве · хора над 60 години · Росен дол, до 20 км“"""
    areas = [str(said(area, "short", get_language())) for area in Area.objects.filter(pk__in=asked.areas)]
    audience = str(Audience(asked.audience).label) if asked.audience else ""
    parts = wording.listed([", ".join(areas), audience, _around(asked), _when(asked)])
    return _("Events: %(which)s") % {"which": parts} if parts else _("Events in the libraries")


def entries_of(hosts: Iterable[Host]) -> list[Entry]:
    """One an event, with all the places that were found."""
    return [
        _entry(list(grouped)) for _pk, grouped in groupby(hosts, key=lambda host: (host.event.starts_at, host.event_id))
    ]


def _entry(hosts: list[Host]) -> Entry:
    event = hosts[0].event
    title = said(event, "title", get_language())
    shown = f"{_('Called off')}: {title}" if event.is_called_off else str(title)
    lines = [
        wording.when(event),
        *map(wording.where, hosts),
        wording.price(event),
        str(said(event, "text", get_language())),
    ]
    return Entry(
        link=address_of(event),
        title=shown,
        text="\n".join(filter(None, lines)),
        since=revised_at(event),
        language=title.language,
        tags=[str(said(event.area, "short", get_language()))],
        key=reverse("events:calendar", args=[event.pk]),
    )


def _around(asked: Asked) -> str:
    if asked.answer is None or asked.place is None:
        return ""
    distance = "" if asked.distance == Distance.COUNTRY else str(DISTANCES[asked.distance])
    return ", ".join(filter(None, [str(asked.answer.label), distance]))


def _when(asked: Asked) -> str:
    if asked.week:
        return _("week of %(day)s") % {"day": words.day(asked.week)}
    return wording.month(asked.month) if asked.month else ""
