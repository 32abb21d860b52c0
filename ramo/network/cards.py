"""Library → its index card."""

from django.urls import reverse

from ramo.search.data import Card, Sheet

from .models import Library

KEYWORDS = ("библиотека", "читалище")


def card_of(library: Library) -> Card:
    """Without an end: a library does not vanish when its contacts lapse; its trust line says so."""
    municipality = library.municipality.name_bg if library.municipality else ""
    return Card(
        kind="library",
        key=library.number,
        link=reverse("content:library", args=[library.number]),
        title_bg=library.title_bg,
        title_en=library.title_en,
        text_bg=", ".join(filter(None, [library.place_bg, municipality, library.district.name_bg])),
        keywords=KEYWORDS,
        library_number=library.number,
        ekatte=library.settlement_id or "",
        district=library.district_id,
        sheet=_sheet(library),
        **(library.card_dates() | {"valid_until": None}),
    )


def _sheet(library: Library) -> Sheet:
    """A library on paper: where it is and its phone."""
    name = {"bg": library.title_bg, "en": library.title_en}
    where = ", ".join(filter(None, [library.place_bg, library.address_bg]))
    return {
        "title": {"bg": name["bg"], "en": name["en"]},
        "steps": {"bg": [where], "en": []},
        "papers": {"bg": [], "en": []},
        "phones": [{"label": {"bg": name["bg"], "en": name["en"]}, "number": library.phone}] if library.phone else [],
        "notice": None,
        "cost": None,
        "refer": None,
        "sources": [{"label": library.source_label, "url": library.source_url}] if library.source_url else [],
    }
