"""An event at a library becomes its index card, with the sheet that a hand-out prints."""

from django.utils import translation
from django.utils.translation import gettext as _

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet, SheetPhone

from . import wording
from .addresses import address_of
from .models import Host, Kind

KIND = "event"


def card_of(host: Host) -> Card:
    """In Bulgarian; one card a library, so that near means near. Read with `whole()`."""
    event = host.event
    with translation.override(SOURCE_LANGUAGE):
        when, where = wording.when(event), wording.where(host)
        led_by = wording.led_by(event)
        facts = wording.listed([when, where, led_by, wording.price(event)])
        return Card(
            kind=KIND,
            key=str(host.pk),
            link=address_of(event),
            title_bg=event.title_bg,
            title_en=event.title_en,
            text_bg="\n".join(filter(None, [facts, event.text_bg])),
            text_en=event.text_en,
            area=event.area_id,
            topics=tuple(event.topics),
            keywords=(str(Kind(event.kind).label), str(event.get_audience_display())),
            library_number=host.library_id,
            ekatte=host.place.pk if host.place else "",
            district=host.library.district_id,
            sheet=_sheet(host, [when, where, *([led_by] if led_by else [])]),
            **event.card_dates(),
        )


def _sheet(host: Host, lines: list[str]) -> Sheet:
    event = host.event
    number = event.phone or host.library.current_phone
    return Sheet(
        title=SaidText(bg=event.title_bg, en=event.title_en),
        steps=SaidLines(bg=lines, en=[]),
        papers=SaidLines(bg=list(event.bring_bg), en=[]),
        phones=[SheetPhone(label=SaidText(bg=wording.library_name(host), en=""), number=number)] if number else [],
        notice=SaidText(bg=_("Photos are taken. Tell us if you do not want to be in one."), en="")
        if event.are_photos_taken
        else None,
        cost=SaidText(bg=wording.price(event), en=""),
        refer=None,
        sources=[],
    )
