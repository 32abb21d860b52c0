"""Poster, leaflet and lists of people as tagged PDF; the same data and the same words as the printed pages."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import phones, qr
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.printing import pdf
from ramo.seats.keys import spaced
from ramo.seats.models import Claim, State

from . import wording
from .leaflets import Leaflet
from .models import Host
from .posters import Poster

Data = dict[str, object]
_EMPTY_LINES = 8  # for who comes without having signed up


def poster_pdf(poster: Poster) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        shown = ("library", "together", "title", "day", "hours", "where", "price", "about", "notice", "checked")
        return pdf.render(
            "poster.typ",
            {
                "language": SOURCE_LANGUAGE,
                **{name: getattr(poster, name) for name in shown},
                "icon": _icon(poster.icon),
                "call": list(poster.call),
                "address": poster.short_address,
                "qr": _code(poster.address, _("QR code of the event")),
                "demo": _demo(poster.is_demo),
            },
        )


def leaflet_pdf(leaflet: Leaflet) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        days = [
            {"name": day.name, "rows": [[row.hours, row.title, row.about] for row in day.rows]} for day in leaflet.days
        ]
        return pdf.render(
            "leaflet.typ",
            {
                "language": SOURCE_LANGUAGE,
                "title": leaflet.title,
                "whose": leaflet.whose,
                "phone": leaflet.phone,
                "days": days,
                "more": _more(leaflet.more),
                "address": leaflet.short_address,
                "qr": _code(leaflet.address, _("QR code of the list of events")),
                "demo": _demo(leaflet.is_demo),
                "words": {
                    "none": _("No events yet for this month. Ask in the library."),
                    "free": _(
                        "Where no price stands, it is free of charge. Something may change: ask or look before you go."
                    ),
                },
            },
        )


def door_pdf(host: Host, claims: Sequence[Claim]) -> bytes:
    """Who holds a place and who waits, in their order, and empty lines for others."""
    with translation.override(SOURCE_LANGUAGE):
        waiting = [claim for claim in claims if claim.state == State.WAITING]
        numbered = enumerate(claims, 1)
        rows = [
            [str(number), spaced(claim.code), _name(claim), str(claim.party)]
            for number, claim in numbered
            if claim.is_holding
        ]
        rows += [
            [
                "–",
                spaced(claim.code),
                f"{_name(claim)} ({_('number %(number)d in line') % {'number': number}})",
                str(claim.party),
            ]
            for number, claim in enumerate(waiting, 1)
        ]
        rows += [["", "", "", ""]] * _EMPTY_LINES
        heads = [_("Came"), _("No."), _("Slip number"), _("Name"), _("People")]
        return _people_pdf(_("List for the door"), host, heads, rows)


def call_pdf(host: Host, claims: Iterable[Claim]) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        rows = [
            [phones.grouped(claim.phone), f"{claim.name or '–'} {spaced(claim.code)}", _what_to_say(host, claim)]
            for claim in claims
        ]
        heads = [_("Done"), _("Phone"), _("Name"), _("What to say")]
        return _people_pdf(_("Whom to call"), host, heads, rows)


def _people_pdf(title: str, host: Host, heads: list[str], rows: list[list[str]]) -> bytes:
    event = host.event
    return pdf.render(
        "people.typ",
        {
            "language": SOURCE_LANGUAGE,
            "title": title,
            "event": "" if event.is_anonymous else event.title_bg,
            "when": wording.when(event),
            "where": wording.where(host),
            "heads": heads,
            "rows": rows,
            "demo": _demo(event.is_demo),
            "words": {
                "none": _("Nobody is on the list."),
                "shred": _("Type it in afterwards and destroy the paper: it holds names."),
            },
        },
    )


def _name(claim: Claim) -> str:
    return f"{claim.name} ({_('needs help')})" if claim.needs_help else claim.name


def _what_to_say(host: Host, claim: Claim) -> str:
    if host.event.is_called_off:
        return _("It is called off.")
    if claim.state == State.OFFERED and claim.answer_until:
        said = _("A place is free. Comes? Answer until %(until)s.")
        return said % {"until": words.moment(claim.answer_until)}
    return _("The time or place has changed.")


def _more(count: int) -> str:
    return _("And %(number)s more that did not fit.") % {"number": count} if count else ""


def _demo(is_demo: bool) -> str:
    return _("Demonstration: some of the libraries, people and phone numbers are invented.") if is_demo else ""


def _code(address: str, alt: str) -> Data:
    drawn = qr.path(address)
    return {"size": drawn.size, "d": drawn.d, "alt": alt}


@cache
def _icon(name: str) -> str:
    """The path of an icon of the house; none where there is no such icon."""
    sprite = Path(str(finders.find("ramo/sprite.svg"))).read_text(encoding="utf-8")
    found = re.search(rf'id="i-{re.escape(name)}"[^>]*>\s*<path d="([^"]+)"', sprite)
    return found[1] if found else ""
