"""What stops a visit from our side; caught where the visit ends."""

from .data import Refusal


class Refused(Exception):
    def __init__(self, refusal: Refusal, detail: str = "", *, retry_after: float = 0.0) -> None:
        super().__init__(refusal, detail)
        self.refusal, self.detail, self.retry_after = refusal, detail, retry_after


class TooSlow(Exception):
    """Time is up, or bytes drip."""


class TooLarge(Exception):
    """More bytes than allowed, counted unpacked."""


class Unreachable(Exception):
    """No name, no connection, or an answer that is none; the message says which."""
