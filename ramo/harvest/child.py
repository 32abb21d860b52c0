"""Runs a reader in a limited child process; whatever happens there comes back as a value."""

from .data import Dialect, Failure, Reading, ReadOptions


def read_safely(dialect: Dialect, content: bytes, options: ReadOptions) -> Reading:
    """The reader's reading, or one that only bears a `failure`."""
    return Reading(failure=Failure.CRASHED, detail=f"{dialect} is not read yet ({len(content)}, {options.address})")
