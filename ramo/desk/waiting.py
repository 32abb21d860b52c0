"""Records that waited in a browser without a connection: what a browser may send, and which day they are of.

A browser's clock may be wrong by days, so no date is taken from it. It says how long a record waited by its own
clock, and how many days before that the person was served; the rest is counted back from the server's clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from ramo.kit import clock

from .data import BACK_ENTRY, NO_REFERRAL, ConsultationData
from .errors import DayNotLoggable, Unreadable, WaitedTooLong
from .models import HalfDay

MOST_AT_ONCE = 100
WAITS_BY_ITSELF = timedelta(days=7)
LONGEST_KEY = 40
KEYS = ("area", "task", "mode", "minutes", "age_band")
OPEN_KEYS = ("referral", "outcome", "stop_reason", "half")


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """`days_back`: the person was served so many days before the record was made. `by_hand`: sent by a press."""

    submission: UUID
    library: str
    waited: timedelta
    days_back: int
    by_hand: bool
    chosen: Mapping[str, str]

    @classmethod
    def read(cls, sent: object, *, now: float) -> Self:
        """`now`: the browser's clock as it sends, in milliseconds since 1970; `saved_at` of the record likewise."""
        if not isinstance(sent, dict):
            raise Unreadable
        saved_at, days_back = _number(sent, "saved_at"), sent.get("days_back")
        if not isinstance(days_back, int) or not 0 <= days_back <= BACK_ENTRY.days:
            raise Unreadable
        chosen = {key: _text(sent, key) for key in KEYS} | {key: _text(sent, key, "") for key in OPEN_KEYS}
        return cls(
            submission=submission_of(sent),
            library=_text(sent, "library"),
            waited=_waited(now - saved_at),
            days_back=days_back,
            by_hand=sent.get("by_hand") is True,
            chosen=chosen,
        )

    def data(self, arrived: datetime) -> ConsultationData:
        """The record as the log takes it. Refuses one that is too old to come by itself."""
        if self.waited > WAITS_BY_ITSELF and not self.by_hand:
            raise WaitedTooLong(str(self.waited))
        if self.waited > BACK_ENTRY:
            raise DayNotLoggable(str(self.waited))
        made = (arrived - self.waited).astimezone(clock.COUNTRY_ZONE)
        half = self.chosen["half"] or _half_of(made)
        referral = self.chosen["referral"] or NO_REFERRAL
        day = made.date() - timedelta(days=self.days_back)
        return ConsultationData(on=day, **{**self.chosen, "half": half, "referral": referral})


def submission_of(sent: object) -> UUID:
    try:
        return UUID(str(sent["submission"]) if isinstance(sent, dict) else "")
    except (KeyError, ValueError) as error:
        raise Unreadable from error


def _waited(milliseconds: float) -> timedelta:
    """A clock that was set back in between makes no record of the future: it waited not at all."""
    return timedelta(milliseconds=max(0.0, min(milliseconds, 366 * 86_400_000.0)))


def _half_of(moment: datetime) -> str:
    return HalfDay.MORNING if moment.hour < 12 else HalfDay.AFTERNOON


def _number(sent: Mapping[str, object], key: str) -> float:
    value = sent.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(key)
    return value


def _text(sent: Mapping[str, object], key: str, absent: str | None = None) -> str:
    value = sent.get(key, absent)
    if not isinstance(value, str) or len(value) > LONGEST_KEY:
        raise Unreadable(key)
    return value
