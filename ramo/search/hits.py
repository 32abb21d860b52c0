"""An index card becomes a result for the reader's language."""

from textwrap import shorten

from django.conf import settings
from django.utils.translation import get_language

from .data import Hit
from .models import IndexCard

EXCERPT_LENGTH = 180


def hit(card: IndexCard) -> Hit:
    """`card` comes from an engine, with its `distance` from the place asked for."""
    return Hit(
        kind=card.kind,
        key=card.key,
        area=card.area,
        link=localised(card.link),
        title_bg=card.title_bg,
        title_en=card.title_en,
        excerpt_bg=_excerpt(card.text_bg, card.place_bg),
        excerpt_en=_excerpt(card.text_en, card.place_en),
        place_bg=card.place_bg,
        place_en=card.place_en,
        more_places=len(card.more_places),
        distance_km=getattr(card, "distance", None),
        trust=card.trust_line(),
        is_recommended=card.recommended,
        is_printable=card.recommended and card.sheet is not None,
        is_demo=card.is_demo,
    )


def localised(link: str) -> str:
    """The address of the same thing in the reader's language: /resurs/… → /en/resurs/…"""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    is_own = link.startswith("/") and language != settings.LANGUAGE_CODE
    return f"/{language}{link}" if is_own else link


def _excerpt(text: str, place: str) -> str:
    """The first line of the text, unless it only says the place again."""
    first_line = text.partition("\n")[0]
    settlement = place.partition(",")[0]
    if settlement and first_line.startswith(settlement):
        return ""
    return shorten(first_line, EXCERPT_LENGTH, placeholder=" …")
