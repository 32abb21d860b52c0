"""The one way to a foreign address."""

from .data import Fetched, Limits, Status, Validators


def fetch(
    address: str,
    *,
    user_agent: str,
    known: Validators | None = None,
    limits: Limits | None = None,
    method: str = "GET",
) -> Fetched:
    """Asks for `address`; never raises for what the other side does."""
    return Fetched(Status.UNREACHABLE, address, detail=f"{method} by {user_agent} not yet {known} {limits}")
