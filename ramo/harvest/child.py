"""Runs a reader in a limited child process; whatever happens there comes back as a value."""

from ramo.kit import limited
from ramo.kit.limited import Allowance, Overrun

from .data import Dialect, Failure, Reading, ReadOptions
from .envelope import pack_options, unpack

_READER = "ramo.harvest.readers.every:read_packed"
_MOST_BYTES = 50_000_000
_FAILURES = {
    Overrun.MEMORY: Failure.TOO_MUCH_MEMORY,
    Overrun.CPU: Failure.TOO_SLOW,
    Overrun.WALL: Failure.TOO_SLOW,
    Overrun.ANSWER: Failure.TOO_LARGE,
    Overrun.FAILED: Failure.CRASHED,
    Overrun.CRASHED: Failure.CRASHED,
}


def read_safely(
    dialect: Dialect, content: bytes, options: ReadOptions, *, allowance: Allowance | None = None
) -> Reading:
    """The reader's reading, or one that only bears a `failure`."""
    if len(content) > _MOST_BYTES:
        return Reading(failure=Failure.TOO_LARGE, detail=str(len(content)))
    ran = limited.run(_READER, content, argument=f"{dialect}\n{pack_options(options)}", allowance=allowance)
    if ran.overrun:
        return Reading(failure=_FAILURES[ran.overrun], detail=ran.detail)
    return unpack(ran.answer)
