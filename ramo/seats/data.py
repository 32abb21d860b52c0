"""What crosses the border of this room: a pool as its owner wants it, a claim as a person makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

CONTACT_DAYS = 7
PERSONAL_PARTY = 4  # how many places a person may take at once without asking the library


class GroupRule(StrEnum):
    """What happens when the first in line are more than the free places. A party is never split."""

    WAIT = "wait"  # nobody passes them: the places stay free until there are enough
    OVERTAKE = "overtake"  # smaller parties behind them get the places; the group keeps its turn


class Change(StrEnum):
    """What became of a claim just now, for whoever tells the person."""

    SEATED = "seated"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    LEFT = "left"
    REFUSED = "refused"
    MOVED = "moved"


LAST = frozenset({Change.LAPSED, Change.LEFT, Change.REFUSED})  # after these nobody needs to reach the person


@dataclass(frozen=True, slots=True)
class PoolData:
    """`owner` names the room that gives the places; `closes_at` ends both claims and promotions.

    `contact_days`: how many whole days after the one on which it ends people's contacts stay.
    """

    owner: str
    capacity: int
    opens_at: datetime | None
    closes_at: datetime
    ends_at: datetime
    has_waiting_list: bool = True
    largest_party: int = PERSONAL_PARTY
    group_rule: GroupRule = GroupRule.WAIT
    answer_hours: int = 24
    contact_days: int = CONTACT_DAYS


@dataclass(frozen=True, slots=True)
class ClaimData:
    """All of it optional but for the party: a slip code alone holds a place.

    `is_by_staff`: written by a librarian, who may bring a larger group and claim outside the opening times.
    `told`: the version of the thing that the person saw; 0 where nobody knows.
    """

    party: int = 1
    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "bg"
    is_for_child: bool = False
    needs_help: bool = False
    is_by_staff: bool = False
    told: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One in the line, as the assigner sees it."""

    pk: int
    party: int


def seated(free: int, line: Iterable[Turn], rule: GroupRule) -> list[int]:
    """Who of the line gets places now, in its order."""
    found = []
    for turn in line:
        if free <= 0:
            break
        if turn.party <= free:
            found.append(turn.pk)
            free -= turn.party
        elif rule == GroupRule.WAIT:
            break
    return found
