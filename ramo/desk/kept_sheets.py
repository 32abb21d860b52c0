"""Sheets that a browser keeps for printing without a connection: drawn by the page's own part, never a search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from typing import Self

from django.template.loader import render_to_string

from ramo.design.context import bare_frame
from ramo.kit import clock
from ramo.network.models import Library
from ramo.search.models import IndexCard

from .baskets import look_up, printable, sheets_of

MOST_KEPT = 50
BASE_SET = 30


@dataclass(frozen=True, slots=True)
class KeptSheet:
    name: str
    title: str
    language: str
    valid_until: date | None
    verified_on: date | None
    html: str

    @classmethod
    def of(cls, card: IndexCard, library: Library, language: str) -> Self:
        [sheet] = sheets_of([card], library, language)
        paper = {**bare_frame(), "sheet": sheet, "number": 1, "total": 1, "large": True, "printed_on": clock.today()}
        return cls(
            name=f"{card.kind}:{card.key}",
            title=sheet.title,
            language=sheet.language,
            valid_until=sheet.trust.valid_until,
            verified_on=sheet.trust.verified_on,
            html=render_to_string("design/parts/handout_sheet.html", paper),
        )

    def as_json(self) -> dict[str, str | None]:
        return {
            "name": self.name,
            "title": self.title,
            "language": self.language,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "verified_on": self.verified_on.isoformat() if self.verified_on else None,
            "html": self.html,
        }


def chosen_set(names: Iterable[str]) -> list[IndexCard]:
    """Those of the named cards that may be handed out, at most fifty."""
    return printable(look_up(list(dict.fromkeys(names))[:MOST_KEPT]))


def base_set() -> list[IndexCard]:
    """Thirty answers that no person has asked for: by turns one of each area."""
    by_area: dict[str, list[IndexCard]] = {}
    cards = IndexCard.objects.live().filter(kind="need", recommended=True, sheet__isnull=False)
    for card in cards.order_by("area", "-verified_on", "key").defer("keys"):
        by_area.setdefault(card.area, []).append(card)
    return _by_turns([*by_area.values()])[:BASE_SET]


def _by_turns(groups: Sequence[Sequence[IndexCard]]) -> list[IndexCard]:
    return [card for card in chain.from_iterable(zip_longest(*groups)) if card is not None]
