"""The list of a day as tagged PDF: the same rows as the printed page."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.models import Library
from ramo.printing import pdf
from ramo.seats.keys import spaced

from .today import Group, Row


def day_pdf(library: Library, day: date, groups: Sequence[Group]) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        data = {
            "language": SOURCE_LANGUAGE,
            "title": _("Hours on %(day)s") % {"day": words.long_day(day)},
            "where": ", ".join(filter(None, (library.title_bg, library.place_bg))),
            "groups": [_group(group) for group in groups],
            "demo": _("Demonstration: some of the libraries, people and phone numbers are invented.")
            if library.is_demo or settings.RAMO_DEMO
            else "",
            "words": {
                "hour": _("Hour"),
                "who": _("Who"),
                "phone": _("Phone"),
                "code": _("Code"),
                "came": _("Came"),
                "none": _("No hours on this day."),
                "shred": _("Destroy this sheet after the day."),
            },
        }
    return pdf.render("hours.typ", data)


def _group(group: Group) -> dict[str, object]:
    place = f"{group.schedule.title_bg}, {group.schedule.room_bg}".rstrip(", ")
    return {"title": place, "rows": [line for row in group.rows for line in _lines(row)]}


def _lines(row: Row) -> list[list[str]]:
    hour = words.hour(row.slot.starts_at)
    if row.slot.is_off:
        return [[hour, _("called off"), "", ""]]
    taken = [[hour, claim.name or "–", claim.phone, spaced(claim.code)] for claim in row.claims]
    return taken + [[hour, _("free"), "", ""] for _each in row.free]
