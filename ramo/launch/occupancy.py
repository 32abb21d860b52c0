"""One process at a time keeps a data folder: a lock that the kernel gives back, and who holds it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO

from ramo.launch.errors import AlreadyRunning
from ramo.launch.places import DataFolder


@dataclass(frozen=True)
class Holder:
    """Who keeps the data folder, as it said itself; `database_url` is empty until its database answers."""

    pid: int
    purpose: str
    database_url: str = ""
    address: str = ""


class Occupancy:
    """Held from `occupy()` until its block ends, however it ends."""

    def __init__(self, file: IO[str], purpose: str) -> None:
        self._file = file
        self._purpose = purpose
        self.announce()

    def announce(self, *, database_url: str = "", address: str = "") -> None:
        holder = Holder(os.getpid(), self._purpose, database_url, address)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(asdict(holder)))
        self._file.flush()


@contextmanager
def occupy(data: DataFolder, purpose: str) -> Iterator[Occupancy]:
    """Refuses while another process holds the folder; never waits."""
    data.create()
    with data.running_file.open("a+", encoding="utf-8") as file:
        data.running_file.chmod(0o600)  # an outside database's address holds a password
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(_sentence(data)) from None
        try:
            yield Occupancy(file, purpose)
        finally:
            file.seek(0)
            file.truncate()


def holder_of(data: DataFolder) -> Holder | None:
    """Who holds the folder now, or None; what a killed holder left written does not count."""
    try:
        with data.running_file.open(encoding="utf-8") as file:
            if not _is_locked(file):
                return None
            return Holder(**json.loads(file.read()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _is_locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def _sentence(data: DataFolder) -> str:
    holder = holder_of(data)
    if holder is None:
        return f"Another process is already using {data.path}."
    if holder.address:
        return f"Ramo already runs at {holder.address} (process {holder.pid}) on {data.path}."
    return f"Ramo is already busy on {data.path}: `{holder.purpose}`, process {holder.pid}; wait until it ends."
