"""What an engine must do: look keys up, count exactly, and give cards in the order of how well they match."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from .coverage import Needs
from .data import SearchQuery, Sort
from .reading import Sought
from .tally import Tally


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to an engine. `needs`: a card must hold all words of any of these sets of numbers of `words`.

    `near`: the EKATTE codes of all settlements within reach, where a distance in kilometres narrows the question.
    """

    query: SearchQuery
    words: tuple[Sought, ...]
    needs: Needs
    near: frozenset[str]
    today: date

    @property
    def sort(self) -> Sort:
        """Where no word was asked nothing is more relevant than what is near, or new."""
        if self.words or self.query.sort != Sort.RELEVANT:
            return self.query.sort
        return Sort.NEAREST if self.query.place else Sort.NEWEST


@dataclass(frozen=True, slots=True)
class Match:
    """A card that matches, and how well its words do; scores of one answer compare with each other only."""

    card_id: int
    score: float


class Engine(Protocol):
    """Live cards are those that are shown and not past their date; nothing else is ever given."""

    name: str

    def first_held(self, words: Sequence[Sought], sets: Needs, today: date) -> int | None:
        """The number of the first set whose words one live card holds all."""

    def tally(self, ask: Ask) -> Tally:
        """Exact counts of what matches."""

    def matches(self, ask: Ask, *, start: int, limit: int, total: int) -> list[Match]:
        """Of the `total` live cards under all filters: recommended first, checked before others, then as sorted."""
