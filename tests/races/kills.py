"""A process that dies at a chosen call, so that what it left can be looked at."""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connections


def killed_in(job: Callable[[], object], owner: Any, name: str, *, after: bool) -> bool:
    """Runs the job in a process of its own that is killed when it calls `owner.name`, or when that has returned.

    Whether it came there; a caller who knows that it must says so.
    """
    connections.close_all()
    child = os.fork()
    if not child:
        real: Callable[..., Any] = getattr(owner, name)

        def dying(*args: Any, **options: Any) -> None:
            if after:
                real(*args, **options)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(owner, name, dying)
        try:
            job()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
