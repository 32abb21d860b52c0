"""Keeps the database and the two kinds of workers alive, and ends them in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ramo.launch import processes
from ramo.launch.errors import LaunchRefused

TICK_SECONDS = 0.3
GRACE_SECONDS = 7
SHORTEST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
STEADY_AFTER_SECONDS = 30.0


class Service(Protocol):
    """Something that can be started, looked at and stopped; stopping a stopped one does nothing."""

    def start(self) -> None: ...
    def is_alive(self) -> bool: ...
    def ask_to_stop(self) -> None: ...
    def stop(self) -> None: ...


@dataclass
class Program:
    """A child process in a group of its own: SIGTERM asks it to end, and the whole group is killed if it does not."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    inherited: tuple[int, ...] = ()
    at_parents_death: signal.Signals = signal.SIGTERM
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = processes.start_tied(
            self.command,
            death_signal=self.at_parents_death,
            env={**os.environ, **self.environment},
            pass_fds=self.inherited,
        )

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def ask_to_stop(self) -> None:
        if self._process is not None and self.is_alive():
            self._process.terminate()

    def stop(self) -> None:
        if self._process is None:
            return
        self.ask_to_stop()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None


@dataclass
class Watch:
    """One service and the patience with it: each early end doubles the pause before the next try."""

    name: str
    service: Service
    pause: float = SHORTEST_PAUSE_SECONDS
    started_at: float = 0.0
    start_at: float | None = None

    def start(self) -> None:
        self.started_at, self.start_at = time.monotonic(), None
        self.service.start()

    def tend(self) -> bool:
        """Restarts the service when it has ended, after its pause; says whether it is alive."""
        if self.service.is_alive():
            return True
        now = time.monotonic()
        if self.start_at is None:
            steady = now - self.started_at > STEADY_AFTER_SECONDS
            self.pause = SHORTEST_PAUSE_SECONDS if steady else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            self.start_at = now + self.pause
            print(f"The {self.name} has ended; it is started again.", file=sys.stderr, flush=True)
        elif now >= self.start_at:
            try:
                self.start()
            except LaunchRefused as refusal:
                print(refusal, file=sys.stderr, flush=True)
        return False


class Supervisor:
    """Started first to last, ended last to first; nothing is restarted while what stands before it is down."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._watches = watches

    def start_all_but(self, already_started: Sequence[Watch]) -> None:
        for watch in self._watches:
            if watch not in already_started:
                watch.start()

    def keep(self, until: Callable[[float], bool]) -> None:
        """`until(seconds)` waits that long at most and says whether to end."""
        while not until(TICK_SECONDS):
            self.tend()

    def tend(self) -> None:
        for watch in self._watches:
            if not watch.tend():
                break

    def stop(self) -> None:
        """All are asked at once, so that a slow one does not hold up the others, but the first one ends last."""
        for watch in self._watches[1:]:
            watch.service.ask_to_stop()
        for watch in reversed(self._watches):
            watch.service.stop()
