"""The rooms that give places: each says where a claim has its page, and is told what became of its claims.

A room makes an `Owner` and hands it over when it starts. Whoever decides about claims knows no room by name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .data import Change
from .models import Claim, Pool

Told = Callable[[Pool, Sequence[tuple[Claim, Change]]], None]


@dataclass(frozen=True)
class Owner:
    """`told` runs within the transaction of the change; `address` is the page behind the signed link."""

    key: str
    told: Told
    address: Callable[[Claim], str]


OWNERS: dict[str, Owner] = {}


def own(owner: Owner) -> None:
    OWNERS[owner.key] = owner


def tell(pool: Pool, changes: Sequence[tuple[Claim, Change]]) -> None:
    owner = OWNERS.get(pool.owner)
    if owner and changes:
        owner.told(pool, changes)


def address_of(claim: Claim) -> str:
    return OWNERS[claim.pool.owner].address(claim)
