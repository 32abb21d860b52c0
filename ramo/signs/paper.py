"""A sign and its stickers as tagged PDF; the same data and the same words as the printed pages."""

from django.utils import translation
from django.utils.translation import gettext as _

from ramo.kit import qr
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.printing import pdf

from .sign import Sign

STICKERS = 12


def sign_pdf(sign: Sign) -> bytes:
    return pdf.render("sign.typ", _data(sign))


def stickers_pdf(sign: Sign) -> bytes:
    return pdf.render("stickers.typ", {**_data(sign), "count": STICKERS})


def _data(sign: Sign) -> dict[str, object]:
    code = qr.path(sign.address)
    with translation.override(SOURCE_LANGUAGE):
        return {
            "language": SOURCE_LANGUAGE,
            "name": sign.name,
            "where": sign.where,
            "phone": sign.phone,
            "days": [[day.name, day.hours] for day in sign.days],
            "services": list(sign.services),
            "checked": sign.checked,
            "address": sign.short_address,
            "qr": {"size": code.size, "d": code.d, "alt": _("QR code of the library's page")},
            "demo": _("Demonstration: some of the libraries, people and phone numbers are invented.")
            if sign.is_demo
            else "",
            "words": {
                "hours": _("Opening hours"),
                "ask": _("Hours: ask at the library."),
                "services": _("We help with"),
                "phone": _("Phone"),
                "ask_phone": _("Phone: ask at the library."),
                "slogan": _("Ramo – help from your library"),
            },
        }
