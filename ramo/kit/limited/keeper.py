"""The keeper: imports what is asked for, then forks a warden for each job, who forks and watches the child.

The keeper and the wardens never touch foreign bytes, save for handing them over.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from .cell import lock_up
from .data import Overrun

Function = Callable[[bytes, str], bytes]
Job = dict[str, Any]
_JOB_BYTES = 1_000_000
_CHUNK = 1 << 16


def keep(door: socket.socket) -> None:
    """Until the caller's process ends, which closes the door."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a warden ended
    while True:
        message, descriptors, _, _ = socket.recv_fds(door, _JOB_BYTES, 1)
        if not message:
            return
        job = json.loads(message)
        with socket.socket(fileno=descriptors[0]) as caller:
            function = _found(job["function"])
            if os.fork() == 0:
                door.close()
                _guarded(caller, job, function)


def _found(name: str) -> Function:
    """What was asked for; where it is not to be had, a function that says why."""
    module, _, attribute = name.partition(":")
    try:
        function: Function = getattr(importlib.import_module(module), attribute)
    except Exception as error:  # noqa: BLE001  it must not end the keeper
        return partial(_fail, error)
    gc.collect()
    gc.freeze()  # children share these pages
    return function


def _fail(error: Exception, content: bytes, argument: str) -> bytes:
    raise error


def _guarded(caller: socket.socket, job: Job, function: Function) -> None:
    try:
        _guard(caller, job, function)
    finally:
        os._exit(0)


def _guard(caller: socket.socket, job: Job, function: Function) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with caller.makefile("rb") as stream:
        content = stream.read(job["length"])
    if len(content) < job["length"]:
        return  # the caller is gone
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        lock_up(theirs, job, lambda: function(content, job["argument"]))
    os.close(theirs)
    answer, overrun = _watch(child, ours, caller, job)
    _, status = os.waitpid(child, 0)
    _report(caller, answer, overrun or _overrun(status))


def _watch(child: int, pipe: int, caller: socket.socket, job: Job) -> tuple[bytearray, Overrun | None]:
    """Collects the answer until the child ends; kills it when it must not go on."""
    answer, deadline = bytearray(), time.monotonic() + job["wall_seconds"]
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    poll.register(caller, 0)  # only whether it hangs up
    overrun = None
    while overrun is None:
        left = deadline - time.monotonic()
        ready = dict(poll.poll(max(0, left) * 1000))
        if not ready or caller.fileno() in ready:
            overrun = Overrun.WALL
        elif not (chunk := os.read(pipe, _CHUNK)):
            return answer, None
        else:
            answer += chunk
            overrun = Overrun.ANSWER if len(answer) > job["answer_bytes"] + 1 else None
    os.kill(child, signal.SIGKILL)
    return answer, overrun


def _overrun(status: int) -> Overrun | None:
    if not os.WIFSIGNALED(status):
        return None
    return Overrun.CPU if os.WTERMSIG(status) == signal.SIGXCPU else Overrun.CRASHED


def _report(caller: socket.socket, answer: bytearray, overrun: Overrun | None) -> None:
    kind, rest = bytes(answer[:1]), bytes(answer[1:])
    if overrun is None and kind == b"A":
        return _answer(caller, None, "", rest)
    if overrun is None:
        overrun = {b"F": Overrun.FAILED, b"M": Overrun.MEMORY}.get(kind, Overrun.CRASHED)
    return _answer(caller, overrun, rest.decode(errors="replace") if kind == b"F" else "")


def _answer(caller: socket.socket, overrun: Overrun | None, detail: str, answer: bytes = b"") -> None:
    try:
        caller.sendall(json.dumps({"overrun": overrun, "detail": detail}).encode() + b"\n" + answer)
    except OSError:
        return  # the caller is gone


if __name__ == "__main__":
    keep(socket.socket(fileno=os.dup(sys.stdin.fileno())))
