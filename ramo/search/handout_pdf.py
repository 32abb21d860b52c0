"""Sheets as one tagged PDF to keep; the same data and the same words as the printed page."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import clock, phones, qr
from ramo.printing import pdf

from .sheets import HandoutSheet

Part = dict[str, object]


def handout_pdf(sheets: Sequence[HandoutSheet], *, large: bool) -> bytes:
    """One topic a sheet, in the given order; the file's language is that of the first."""
    with translation.override(sheets[0].language):
        data: Part = {
            "language": sheets[0].language,
            "title": " · ".join(sheet.title for sheet in sheets),
            "large": large,
            "words": {"page": _("page"), "of": _("of")},
        }
    today = clock.today()
    drawn = [_drawn(sheet, number, len(sheets), today) for number, sheet in enumerate(sheets, start=1)]
    return pdf.render("handout.typ", {**data, "sheets": drawn})


def _drawn(sheet: HandoutSheet, number: int, total: int, today: date) -> Part:
    with translation.override(sheet.language):
        code = qr.path(sheet.address)
        return {
            "language": sheet.language,
            "title": sheet.title,
            "long": sheet.is_long,
            "library": _library(sheet),
            "printed": words.day(today),
            "place": _("sheet %(number)s of %(total)s") % {"number": number, "total": total},
            "demo": _demo_mark(sheet),
            "steps": sheet.steps,
            "papers": sheet.papers,
            "notice": sheet.notice,
            "cost": _labelled(_("Price") + ":", sheet.cost),
            "refer": _labelled(_("Who will help you:"), sheet.refer),
            "phones": [{"label": phone.label, "number": phones.grouped(phone.number)} for phone in sheet.phones],
            "trust": _trust(sheet),
            "address": " · ".join(filter(None, (_sources(sheet), sheet.short_address))),
            "qr": {"size": code.size, "d": code.d, "alt": _("QR code of this page")},
            "words": {"papers": _("Bring with you"), "phones": _("Phones")},
        }


def _library(sheet: HandoutSheet) -> Part:
    if sheet.library is None:
        return {"name": _("Ramo"), "phone": ""}
    name = _("%(name)s library") % {"name": sheet.library.name}
    return {"name": name, "phone": phones.grouped(sheet.library.phone)}


def _demo_mark(sheet: HandoutSheet) -> str | None:
    if not (sheet.is_demo or settings.RAMO_DEMO):
        return None
    return _("Demonstration: some of the libraries, people and phone numbers are invented.")


def _labelled(label: str, text: str) -> list[str]:
    return [label, text] if text else []


def _sources(sheet: HandoutSheet) -> str:
    return " ".join((_("Source:"), " · ".join(sheet.sources))) if sheet.sources else ""


def _trust(sheet: HandoutSheet) -> list[Part]:
    line = sheet.trust
    if line.verified_on is None:
        found = [(_("Not checked yet."), True), (_("Ask the librarian before you rely on it."), False)]
    else:
        checked = _("Checked on %(day)s") % {"day": words.day(line.verified_on)}
        found = [(checked, True), (_("· by %(who)s") % {"who": line.verified_as}, False)]
    if line.valid_until is not None:
        day = words.day(line.valid_until)
        found.append((_("Holds until %(day)s. After that date ask again.") % {"day": day}, False))
    return [{"text": text, "strong": strong} for text, strong in found]
