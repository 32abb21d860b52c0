"""A site of a journey's own: `ramo serve --demo` on one port, that can be ended, killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def environment(folder: Path) -> dict[str, str]:
    """Of a process that has nothing to do with what else runs here."""
    foreign = ("RAMO_", "DATABASE_", "DJANGO_")
    ours = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return ours | {"RAMO_DATA": str(folder)}


class House:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = int(door.getsockname()[1])
        self.address = f"http://localhost:{self.port}"
        self._log = folder / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, **settings: str) -> None:
        command = [sys.executable, "-m", "ramo", "serve", "--demo", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment(self.folder) | settings, stdout=log, stderr=log
            )
        self.wait_until_ready()

    def end(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)

    def kill_web_server(self) -> None:
        """The listener and those who answer, all at once and without a word; the launcher starts them anew."""
        for pid in self._web_servers():
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)

    def kill(self) -> None:
        """The launcher itself: what it started goes with it. Nobody starts it anew."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(30)
        for _ in range(300):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.1)

    def wait_until_ready(self) -> None:
        for _ in range(1500):
            if self._process is None or self._process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=5).close()  # noqa: S310
                return
            except OSError:
                time.sleep(0.2)
        pytest.fail(f"the site did not start:\n{self._log.read_text(errors='replace')[-3000:]}", pytrace=False)

    def _web_servers(self) -> list[int]:
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [int(child) for child in children if b"ramo.launch.web" in Path(f"/proc/{child}/cmdline").read_bytes()]


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a demonstration in this folder, while it is needed."""
    house = House(folder)
    try:
        house.start()
        yield house.address
    finally:
        house.end()
