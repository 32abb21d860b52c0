"""The web server process: gunicorn, configured here, on a socket that the parent already listens on.

Run as `python -m ramo.launch.web FILE_DESCRIPTOR`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from ramo.launch.processes import end_with_parent

WORKERS = 2
THREADS = 4
_MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 (heartbeat files: must not wait for a disk)


class House(BaseApplication):  # type: ignore[misc]
    """The site under gunicorn; its command line and configuration files are not read."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"fd://{self._descriptor}",
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 4,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_fork": _after_fork,
        }
        if os.access(_MEMORY_FOLDER, os.W_OK):
            settings["worker_tmp_dir"] = str(_MEMORY_FOLDER)
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        application = get_wsgi_application()
        connections.close_all()
        return application


def _after_fork(server: Any, worker: Any) -> None:
    """A worker whose master was killed has nobody to end it when it hangs: the kernel does it at once."""
    end_with_parent(signal.SIGKILL)
    if os.getppid() != server.pid:
        os._exit(1)


if __name__ == "__main__":
    House(int(sys.argv[1])).run()
