"""What the clock does here."""

import time

from . import rekeying, vocabulary

_SECONDS = 40  # of every minute


def count_keys() -> None:
    vocabulary.recount()


def rekey_some() -> None:
    """A little at a time, so that other jobs have their turn."""
    begun, done = time.monotonic(), 0
    for some in rekeying.rekey():
        done += some
        if time.monotonic() - begun > _SECONDS:
            return
    if done:
        vocabulary.recount()
