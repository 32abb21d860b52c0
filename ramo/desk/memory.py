"""What the browser's session remembers of the person at the desk, until they leave."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from ramo.kit import clock

from .data import MOST_SHEETS
from .errors import BasketFull

UNDO_FOR = timedelta(minutes=10)
_KEY = "desk"
_TRACES = (_KEY, "search")


@dataclass(slots=True)
class DeskMemory:
    """`basket`: cards as "kind:key" in the order of printing. `area`, `outcome`: of what was just done.

    `slip`, `slip_code`, `slip_need`: the last slip, so that it can be printed once more.
    """

    basket: list[str] = field(default_factory=list)
    area: str = ""
    outcome: str = ""
    logged: str = ""
    logged_at: str = ""
    slip: int = 0
    slip_code: str = ""
    slip_need: str = ""

    @classmethod
    def of(cls, session: SessionBase) -> Self:
        return cls(**session.get(_KEY, {}))

    def keep(self, session: SessionBase) -> None:
        session[_KEY] = asdict(self)

    def put(self, card: str) -> None:
        if card in self.basket:
            return
        if len(self.basket) >= MOST_SHEETS:
            raise BasketFull
        self.basket.append(card)

    def take_out(self, card: str) -> None:
        if card in self.basket:
            self.basket.remove(card)

    def move_up(self, card: str) -> None:
        if card in self.basket[1:]:
            at = self.basket.index(card)
            self.basket[at - 1 : at + 1] = [card, self.basket[at - 1]]

    def has_logged(self, submission: UUID) -> None:
        """The next person begins with a blank log."""
        self.logged, self.logged_at = str(submission), clock.now().isoformat()
        self.area = self.outcome = ""

    def undoable(self) -> UUID | None:
        """The last record of this session, for ten minutes."""
        if not self.logged or clock.now() - datetime.fromisoformat(self.logged_at) > UNDO_FOR:
            return None
        return UUID(self.logged)

    def has_undone(self) -> None:
        self.logged = self.logged_at = ""


def wipe(session: SessionBase) -> None:
    """Whoever is signed in stays so; nothing of the person who was served remains."""
    for trace in _TRACES:
        session.pop(trace, None)
