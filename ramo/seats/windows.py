"""Requests of one process that wait for the same pool: one asks the database for all, the others are handed the answer.

So a rush costs one decision for many people, and nobody looks again and again.
"""

from collections.abc import Callable, Collection
from threading import Lock
from time import monotonic, sleep
from weakref import WeakValueDictionary

from .models import Claim, State

SHORTEST_PAUSE, LONGEST_PAUSE = 0.002, 0.032
Ask = Callable[[int, Collection[Claim]], object]


class Window:
    """Of one pool: who stands at it, and the turn to ask."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.asking: dict[int, Claim] = {}  # each request's own, also of the same claim


_OPEN: WeakValueDictionary[int, Window] = WeakValueDictionary()
_OPENING = Lock()


def wait_for_decision(claim: Claim, ask: Ask, *, until: float) -> None:
    """Until it is decided or the time is up."""
    with _OPENING:
        window = _OPEN.setdefault(claim.pool_id, Window())
    window.asking[id(claim)] = claim
    try:
        if window.turn.acquire(timeout=max(0, until - monotonic())):
            try:
                _ask(window, claim, ask, until)
            finally:
                window.turn.release()
    finally:
        del window.asking[id(claim)]


def _ask(window: Window, claim: Claim, ask: Ask, until: float) -> None:
    pause = SHORTEST_PAUSE
    while claim.state == State.RECEIVED:
        ask(claim.pool_id, window.asking.values())
        if claim.state != State.RECEIVED or monotonic() + pause >= until:
            return
        sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
