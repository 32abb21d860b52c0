"""The caller's side: one keeper a process, started at first use, asked through a socket.

The keeper is a fresh interpreter: this process has threads and secrets, and a fork of it would have both.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import asdict

from .data import Allowance, Overrun, Ran

_GRACE_SECONDS = 10.0  # the first call of a module waits for its import
_lock = threading.Lock()
_keeper: tuple["subprocess.Popen[bytes]", socket.socket] | None = None


def run(function: str, content: bytes, *, argument: str = "", allowance: Allowance | None = None) -> Ran:
    """`function` is "package.module:name", taking (content: bytes, argument: str) and giving bytes.

    It can open no file: whatever it needs is imported, or read, when its module is imported.
    """
    allowance = allowance or Allowance()
    job = {"function": function, "argument": argument, "length": len(content), **asdict(allowance)}
    ours, theirs = socket.socketpair()
    with ours:
        ours.settimeout(allowance.wall_seconds + _GRACE_SECONDS)
        with theirs:
            _hand_over(json.dumps(job).encode(), theirs)
        return _ask(ours, content)


def _ask(ours: socket.socket, content: bytes) -> Ran:
    try:
        ours.sendall(content)
        with ours.makefile("rb") as answer:
            end = json.loads(answer.readline() or b'{"overrun": "crashed", "detail": "the keeper ended"}')
            return Ran(answer.read(), Overrun(end["overrun"]) if end["overrun"] else None, end["detail"])
    except TimeoutError:
        return Ran(overrun=Overrun.WALL)
    except OSError as error:  # the child ended before it had read everything
        return Ran(overrun=Overrun.CRASHED, detail=str(error))


def _hand_over(job: bytes, theirs: socket.socket) -> None:
    with _lock:
        try:
            socket.send_fds(_door(), [job], [theirs.fileno()])
        except OSError:  # the keeper was killed; a new one is asked once
            _forget()
            socket.send_fds(_door(), [job], [theirs.fileno()])


def _door() -> socket.socket:
    global _keeper
    if _keeper is None:
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            _keeper = (_start(theirs), ours)
    return _keeper[1]


def _start(door: socket.socket) -> "subprocess.Popen[bytes]":
    folders = os.pathsep.join(folder or str(os.getcwd()) for folder in sys.path)  # noqa: PTH109
    return subprocess.Popen(
        [sys.executable, "-m", "ramo.kit.limited.keeper"],
        stdin=door.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": folders, "PYTHONUTF8": "1", "LANG": "C.UTF-8"},
        start_new_session=True,
    )


def _forget() -> None:
    global _keeper
    if _keeper is not None:
        process, door = _keeper
        door.close()
        process.returncode = process.returncode or process.poll() or 0
        _keeper = None


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()  # another thread of the parent may have held it
    _forget()


def _end() -> None:
    """With the caller: the door closes, and the keeper leaves."""
    if _keeper is not None:
        process, door = _keeper
        door.close()
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()


atexit.register(_end)
os.register_at_fork(after_in_child=_after_fork)
