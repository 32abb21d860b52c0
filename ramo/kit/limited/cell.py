"""The child: gives up what it does not need, runs the function, says how it went, ends."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_NOBODY = 65534
_PR_SET_NO_NEW_PRIVS = 38
_DETAIL = 500
_libc = ctypes.CDLL(None)


class _NoModules:
    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        return None


def lock_up(pipe: int, job: dict[str, Any], function: Callable[[], bytes]) -> NoReturn:
    try:
        _give_up(pipe, job)
        kind, text = _run(function)
        _write(pipe, kind + text)
    finally:
        os._exit(0)


def _run(function: Callable[[], bytes]) -> tuple[bytes, bytes]:
    try:
        return b"A", function()
    except MemoryError:
        return b"M", b""
    except Exception as error:  # noqa: BLE001  a value for the caller
        return b"F", f"{type(error).__name__}: {error}"[:_DETAIL].encode(errors="replace")


def _give_up(pipe: int, job: dict[str, Any]) -> None:
    """Once no descriptor can be made, neither a file nor a socket can; as root the limits could be lifted again."""
    for descriptor in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208
        if descriptor not in (1, 2, pipe):
            _close(descriptor)
    sys.meta_path[:] = [_NoModules]  # looking for one would open a folder; so it is simply not there
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + job["memory_bytes"])
    _limit(resource.RLIMIT_CPU, job["cpu_seconds"], job["cpu_seconds"] + 1)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    _limit(resource.RLIMIT_NPROC, 0)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _limit(what: int, soft: int, hard: int | None = None) -> None:
    """Never above what the process was given."""
    _, given = resource.getrlimit(what)
    hard = soft if hard is None else hard
    if given != resource.RLIM_INFINITY:
        soft, hard = min(soft, given), min(hard, given)
    resource.setrlimit(what, (soft, hard))


def _close(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        return  # the listing's own


def _write(pipe: int, answer: bytes) -> None:
    view = memoryview(answer)
    while view:
        view = view[os.write(pipe, view) :]
