"""What a partner and the libraries did together in a period: one file a source, each a query or two."""

from collections.abc import Callable

from .desk import consultations, handouts, referrals
from .hours import hours
from .items import items
from .letters import letters
from .meetings import meetings
from .scope import NOWHERE, TOTAL, Counts, Scope

__all__ = ["NOWHERE", "STEPS", "TOTAL", "Counts", "Scope"]

# In the order they are counted; the names are those of the progress on the page.
STEPS: dict[str, Callable[[Scope], Counts]] = {
    "items": items,
    "meetings": meetings,
    "hours": hours,
    "consultations": consultations,
    "handouts": handouts,
    "referrals": referrals,
    "letters": letters,
}
