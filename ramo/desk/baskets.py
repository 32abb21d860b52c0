"""From a basket to paper: which cards may be handed out, and why another may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.design.data import ChosenLibrary
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.models import Library
from ramo.search.models import IndexCard
from ramo.search.sheets import HandoutSheet, build_sheet

from .data import Bar
from .errors import NotForPaper

_SENTENCES: dict[Bar, str | Promise] = {
    Bar.GONE: _("It is no longer shown, so it is not printed."),
    Bar.EXPIRED: _("Its date has passed, so it is not printed until somebody checks it."),
    Bar.NOT_RECOMMENDED: _("It is listed without recommendation, so it is not handed out."),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the basket; `bar` says why it stays off the paper."""

    name: str
    card: IndexCard | None = None
    bar: Bar | None = None

    @property
    def title(self) -> str:
        return str(said(self.card, "title", get_language())) if self.card else ""

    @property
    def why_not(self) -> str | Promise:
        return _SENTENCES[self.bar] if self.bar else ""

    def fit_for_paper(self) -> str:
        """Its name, unless something bars it."""
        if self.bar is not None:
            raise NotForPaper(self.name)
        return self.name


def look_up(basket: Sequence[str]) -> list[Item]:
    """In the order of the basket, with one query."""
    if not basket:
        return []
    wanted = reduce(or_, (Q(kind=kind, key=key) for kind, _colon, key in (name.partition(":") for name in basket)))
    cards = {f"{card.kind}:{card.key}": card for card in IndexCard.objects.shown().filter(wanted).defer("keys")}
    return [Item(name, cards.get(name), _bar(cards.get(name))) for name in basket]


def printable(items: Sequence[Item]) -> list[IndexCard]:
    return [item.card for item in items if item.card and item.bar is None]


def sheets_of(cards: Sequence[IndexCard], library: Library, language: str) -> list[HandoutSheet]:
    with translation.override(language):
        giver = ChosenLibrary(library.number, library.place, library.current_phone)
    return [build_sheet(card, library=giver, language=language) for card in cards]


def area_of(cards: Sequence[IndexCard]) -> str:
    """The area of all of them; empty where they are of several."""
    areas = {card.area for card in cards}
    return areas.pop() if len(areas) == 1 else ""


def _bar(card: IndexCard | None) -> Bar | None:
    if card is None or card.sheet is None:
        return Bar.GONE
    if card.valid_until is not None and card.valid_until < clock.today():
        return Bar.EXPIRED
    return None if card.recommended else Bar.NOT_RECOMMENDED
