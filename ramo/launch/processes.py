"""Children that cannot outlive their parent, run by the account that may run them."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import stat
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ramo.launch.errors import ClusterRefused

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Account:
    """A Unix account that owns files and runs programs."""

    name: str
    uid: int
    gid: int

    @classmethod
    def current(cls) -> Account:
        return cls.of(os.geteuid())

    @classmethod
    def of(cls, uid: int) -> Account:
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            raise ClusterRefused(
                f"The account number {uid} has no name on this machine, and PostgreSQL needs one:"
                " add it to /etc/passwd, or use an outside database (DATABASE_URL)."
            ) from None
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def nobody(cls) -> Account:
        entry = pwd.getpwnam("nobody")
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @property
    def is_current(self) -> bool:
        return self.uid == os.geteuid()

    def own(self, path: Path) -> None:
        if not self.is_current:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether each folder down to this one lets the account pass (mode bits; access lists are not read)."""
        return all(self._may_pass(step.stat()) for step in (folder, *folder.parents))

    def _may_pass(self, found: os.stat_result) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        return bool(found.st_mode & (stat.S_IXGRP if found.st_gid == self.gid else stat.S_IXOTH))

    @property
    def spawn_options(self) -> dict[str, Any]:
        """Arguments of `subprocess` that make the child this account."""
        if self.is_current:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def end_with_parent(death_signal: signal.Signals) -> None:
    """Asks the kernel to send this process `death_signal` the moment its parent is gone."""
    _libc.prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)


def _tie(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    def in_child() -> None:
        end_with_parent(death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def start_tied(
    command: Sequence[str | Path], *, death_signal: signal.Signals, **options: Any
) -> subprocess.Popen[bytes]:
    """Starts a child in its own process group, so that Ctrl-C reaches the parent alone.

    The kernel counts the *thread* that started the child as its parent: call this from the main thread.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_tie(os.getpid(), death_signal),
        **options,
    )


def is_alive(pid: int) -> bool:
    """An ended process whose parent has not yet asked for its result (a zombie) is not alive."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(") ")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return not state.startswith(("Z", "X"))


def working_folder(pid: int) -> Path | None:
    """The folder a living process stands in; None when it is gone or not ours to look at."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd"))  # noqa: PTH115 (Path.readlink says the same, slower to read)
    except OSError:
        return None
