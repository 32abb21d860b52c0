"""An event becomes its index card, with the sheet that a hand-out prints."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet, SheetPhone

from . import wording
from .addresses import address_of
from .models import Event, Host, Kind

KIND = "event"
_TOLD = 8  # hosts that a card names and a sheet prints; an event for all libraries of the country has a thousand


def cards_of(events: Iterable[Event]) -> Iterator[Card]:
    """One card an event, with the places of all its hosts; of what takes place nowhere, none. Read with `whole()`."""
    for event in events:
        if hosts := _hosts(event):
            yield _card(event, hosts)


def _card(event: Event, hosts: Sequence[Host]) -> Card:
    """In Bulgarian."""
    main = hosts[0]
    places = list(dict.fromkeys(host.place.pk for host in hosts if host.place))
    with translation.override(SOURCE_LANGUAGE):
        when, where, led_by = wording.when(event), list(_where(hosts)), wording.led_by(event)
        facts = wording.listed([when, where[0], led_by, wording.price(event)])
        return Card(
            kind=KIND,
            key=str(event.pk),
            link=address_of(event),
            title_bg=event.title_bg,
            title_en=event.title_en,
            text_bg="\n".join(filter(None, [facts, *where[1:], event.text_bg])),
            text_en=event.text_en,
            area=event.area_id,
            topics=tuple(event.topics),
            keywords=(str(Kind(event.kind).label), str(event.get_audience_display())),
            library_number=main.library_id,
            ekatte=places[0] if places else "",
            more_places=tuple(places[1:]),
            district=main.library.district_id,
            sheet=_sheet(event, hosts, [when, *where, *([led_by] if led_by else [])]),
            **event.card_dates(),
        )


def _hosts(event: Event) -> list[Host]:
    """The organiser's own house first; a library without a place on the map after those that have one."""
    return sorted(
        event.hosts.all(), key=lambda host: (host.place is None, host.library_id != event.organiser_id, host.pk)
    )


def _where(hosts: Sequence[Host]) -> Iterator[str]:
    yield from map(wording.where, hosts[:_TOLD])
    if (rest := len(hosts) - _TOLD) > 0:
        yield ngettext("and in %(number)d more library", "and in %(number)d more libraries", rest) % {"number": rest}


def _sheet(event: Event, hosts: Sequence[Host], lines: list[str]) -> Sheet:
    return Sheet(
        title=SaidText(bg=event.title_bg, en=event.title_en),
        steps=SaidLines(bg=lines, en=[]),
        papers=SaidLines(bg=list(event.bring_bg), en=[]),
        phones=[SheetPhone(label=SaidText(bg=label, en=""), number=number) for label, number in _phones(event, hosts)],
        notice=SaidText(bg=_("Photos are taken. Tell us if you do not want to be in one."), en="")
        if event.are_photos_taken
        else None,
        cost=SaidText(bg=wording.price(event), en=""),
        refer=None,
        sources=[],
    )


def _phones(event: Event, hosts: Sequence[Host]) -> Iterator[tuple[str, str]]:
    """That of the event, else each library's own."""
    if event.phone:
        yield wording.library_name(hosts[0]), event.phone
        return
    found = ((wording.library_name(host), host.library.current_phone) for host in hosts[:_TOLD])
    yield from ((name, number) for name, number in found if number)
