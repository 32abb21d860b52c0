"""How long a row is kept. Every model says it; a house test fails on one that does not."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Deleted when `since` (a date or time column) lies longer back than `after`."""

    after: timedelta
    since: str
    also: "Forgotten | None" = None  # a second clock of the same rows, by another column


@dataclass(frozen=True, slots=True)
class Kept:
    """Kept while the thing exists, because of `reason`."""

    reason: str


Retention = Forgotten | Kept
