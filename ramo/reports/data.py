"""Rows of the reports, as their pages and files show them."""

from dataclasses import dataclass
from datetime import date

from ramo.desk.data import Period
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import District, Municipality

Area = District | Municipality


@dataclass(frozen=True, slots=True)
class Silent:
    """A library without a desk record; `last_on` is empty where it never had one."""

    library: Library
    last_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the libraries of an area: how many work, are in the network, are active, have contacts in force."""

    area: Area
    registered: int
    members: int
    active: int
    verified: int
    waiting: int

    @property
    def active_share(self) -> int | None:
        """Whole percent of the members; none where there are none."""
        return round(100 * self.active / self.members) if self.members else None

    @property
    def verified_share(self) -> int | None:
        return round(100 * self.verified / self.members) if self.members else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a district, or (without one) in the network as a whole."""

    district: District | None
    unverified: int = 0
    expired: int = 0
    due_soon: int = 0
    institutions: int = 0
    reported: int = 0

    @property
    def total(self) -> int:
        return self.unverified + self.expired + self.due_soon + self.institutions + self.reported


@dataclass(frozen=True, slots=True)
class Subject:
    """What a proof is of: one partner with its offices, one district or (without one) the network, some days."""

    institution: Institution
    district: District | None
    period: Period


@dataclass(frozen=True, slots=True)
class Step:
    """How far the making of a proof is: the key of what is counted now, so many of so many done."""

    doing: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a proof beside the proof before it; None where it is withheld, or was not counted."""

    key: str
    old: int | None
    new: int | None
