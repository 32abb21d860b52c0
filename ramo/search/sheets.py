"""A card's frozen sheet as it goes to paper: in one language, with full addresses and the reader's library."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import cast

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design.context import in_other_language
from ramo.design.data import ChosenLibrary, TrustLine
from ramo.kit.languages import SOURCE_LANGUAGE, said

from .data import SaidLines, Sheet
from .errors import NothingToPrint
from .models import IndexCard

EMERGENCY_NUMBER = "112"
# Measured on A4 at 17.5 pt, in lines of the body; a paragraph has a gap below it.
LINE_LENGTH, SMALL_LINE_LENGTH = 44, 62
SMALL_LINE, PHONE_LINE, GAP = 0.75, 1.5, 0.5
MOST_LINES = 16


@dataclass(frozen=True, slots=True)
class PrintedPhone:
    label: str
    number: str


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """One topic for one person. `address` is that of the page itself; `sources` can be typed by hand."""

    language: str
    title: str
    address: str
    trust: TrustLine
    steps: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    notice: str = ""
    cost: str = ""
    refer: str = ""
    phones: tuple[PrintedPhone, ...] = ()
    sources: tuple[str, ...] = ()
    library: ChosenLibrary | None = None
    is_demo: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it needs the smaller of the two large sizes to stay on one A4."""
        notice = SMALL_LINE * _height((self.notice,), SMALL_LINE_LENGTH)
        body = _height((*self.steps, *self.papers, self.refer, self.cost), LINE_LENGTH)
        return body + notice + PHONE_LINE * len(self.phones) > MOST_LINES

    @property
    def short_address(self) -> str:
        return typeable(self.address)


def build_sheet(card: IndexCard, *, library: ChosenLibrary | None, language: str) -> HandoutSheet:
    """Refuses a thing without a sheet, and one that is shown without a recommendation."""
    if card.sheet is None or not card.recommended:
        raise NothingToPrint(card.key)
    frozen: Sheet = card.sheet
    spoken = _language_of(frozen, language)
    return HandoutSheet(
        language=spoken,
        title=said(frozen, "title", spoken).text,
        address=_address(card.link, spoken),
        trust=card.trust_line(),
        steps=_lines(frozen["steps"], spoken),
        papers=_lines(frozen["papers"], spoken),
        notice=said(frozen, "notice", spoken).text,
        cost=said(frozen, "cost", spoken).text,
        refer=said(frozen, "refer", spoken).text,
        phones=_phones(frozen, library, spoken),
        sources=tuple(typeable(source["url"]) for source in frozen["sources"]),
        library=library,
        is_demo=card.is_demo,
    )


def _height(paragraphs: Iterable[str], line_length: int) -> float:
    return sum(ceil(len(text) / line_length) + GAP for text in paragraphs if text)


def _language_of(frozen: Sheet, wanted: str) -> str:
    """The wanted language where title and steps are both in it; a sheet never mixes two."""
    has_both = said(frozen, "title", wanted).language == wanted and bool(frozen["steps"].get(wanted))
    return wanted if has_both else SOURCE_LANGUAGE


def _lines(lines: SaidLines, language: str) -> tuple[str, ...]:
    by_language = cast("Mapping[str, list[str]]", lines)
    return tuple(by_language.get(language) or by_language[SOURCE_LANGUAGE])


def _phones(frozen: Sheet, library: ChosenLibrary | None, language: str) -> tuple[PrintedPhone, ...]:
    """Those of the card, then the library's, then the emergency number."""
    found = [PrintedPhone(said(phone, "label", language).text, phone["number"]) for phone in frozen["phones"]]
    with translation.override(language):
        if library and library.phone:
            found.append(PrintedPhone(_("Library"), library.phone))
        if EMERGENCY_NUMBER not in {phone.number for phone in found}:
            found.append(PrintedPhone(_("Emergency"), EMERGENCY_NUMBER))
    return tuple(found)


def _address(link: str, language: str) -> str:
    path = link if language == SOURCE_LANGUAGE else in_other_language(link)
    return f"{settings.PUBLIC_ADDRESS}{path}"


def typeable(address: str) -> str:
    """As one types it from paper: without https:// and the last stroke."""
    return address.split("://", 1)[-1].rstrip("/")
