"""Why an item waits for somebody to look at it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NETWORK_SCOPE = "network"


class Reason(StrEnum):
    """In the order in which they press."""

    REPORTED = "reported"
    EXPIRED = "expired"
    CHANGED = "changed"
    DUE_SOON = "due_soon"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one scope for one reason; `link` is without language, `earliest` the first date that ends."""

    scope: str
    reason: Reason
    count: int
    link: str
    earliest: date | None = None
    page: str = ""  # name of the page behind the link
