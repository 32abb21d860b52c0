"""The way in: one visitor a process, and what it is made of is loaded at its first visit.

Loading takes half a second of a start and a few MB, and a web server seldom visits anybody.
"""

from functools import cache
from typing import TYPE_CHECKING

from .data import Fetched, Limits, Validators

if TYPE_CHECKING:
    from .visitor import Visitor


def fetch(
    address: str,
    *,
    user_agent: str,
    known: Validators | None = None,
    limits: Limits | None = None,
    method: str = "GET",
    payload: bytes = b"",
) -> Fetched:
    """As this process's one visitor; see Visitor.fetch."""
    visitor = _visitor()
    return visitor.fetch(address, user_agent=user_agent, known=known, limits=limits, method=method, payload=payload)


@cache
def _visitor() -> "Visitor":
    from .visitor import Visitor

    return Visitor()
