"""What other rooms hand over to be shown: the trust line, and who looks at the page."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

DUE_SOON = timedelta(days=14)


class TrustState(StrEnum):
    VERIFIED = "verified"
    DUE_SOON = "due_soon"
    EXPIRED = "expired"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class TrustLine:
    """Who confirmed a thing, when, against which source, and until when it holds."""

    state: TrustState
    verified_on: date | None = None
    verified_as: str = ""
    valid_until: date | None = None
    source_label: str = ""
    source_url: str = ""

    @classmethod
    def of(
        cls,
        *,
        today: date,
        verified_on: date | None,
        verified_as: str,
        valid_until: date | None,
        source: tuple[str, str],
        due_soon: timedelta = DUE_SOON,
    ) -> Self:
        """`source` is label and address; the state is what the dates say on `today`."""
        state = _state(today, verified_on, valid_until, due_soon)
        return cls(state, verified_on, verified_as, valid_until, *source)


def _state(today: date, verified_on: date | None, valid_until: date | None, due_soon: timedelta) -> TrustState:
    if valid_until is not None and valid_until < today:
        return TrustState.EXPIRED
    if verified_on is None:
        return TrustState.UNVERIFIED
    if valid_until is not None and valid_until <= today + due_soon:
        return TrustState.DUE_SOON
    return TrustState.VERIFIED


@dataclass(frozen=True, slots=True)
class ChosenLibrary:
    """The library a reader picked; it stands in the header and among the help phones.

    `name` is what tells it from others in a word or two, usually its settlement. `today` says its hours
    in the reader's language; empty where nobody knows them.
    """

    number: str
    name: str
    phone: str = ""
    today: str = ""


class StaffTab(StrEnum):
    """The places of the staff bar; who sees which is decided by permissions, above this room."""

    DESK = "desk"
    REVIEW = "review"
    OFFERS = "offers"
    EVENTS = "events"
    HOURS = "hours"
    REQUESTS = "requests"
    SERVICES = "services"
    AGREEMENTS = "agreements"
    CAMPAIGNS = "campaigns"
    PAGES = "pages"
    FIGURES = "figures"
    PROOFS = "proofs"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class WorkingAs:
    """A signed-in person at work: never a name, the role and the place of it.

    `hands_out`: works at the desk of a library, so sheets can be gathered for a person.
    """

    role: str
    place: str
    tabs: tuple[StaffTab, ...] = ()
    hands_out: bool = False
