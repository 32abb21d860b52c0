"""Kills under load: web workers, the worker of the clocks, the embedded database; what became of registrations.

The house is served as it ships, by its launcher, which starts anew what was killed. People sign up without name or
phone, so that only the key of the form tells a second press from a second person; who gets no answer presses again.
The control presses again with another key: it must double. BENCH_KILLS sets how many (the issue: 50).
"""

import http.client
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from threading import Event
from uuid import uuid4

from bench.pages import free_port, running
from bench.registration_rush import HEADERS, event, family, typed
from ramo.launch.database import database_for
from ramo.launch.environment import prepare_environment
from ramo.launch.occupancy import holder_of
from ramo.launch.places import DataFolder

KILLS = int(os.environ.get("BENCH_KILLS", "10"))
CLIENTS, PLACES = 8, 30
ALL = ("web worker", "database", "web worker", "worker of clocks", "web worker")
PATIENCE = 120


@dataclass
class Person:
    """With all keys they ever pressed with; `has_answer`: the house said that they are registered."""

    keys: list[str] = field(default_factory=list)
    has_answer: bool = False


@dataclass
class Drill:
    port: int
    keeps_key: bool
    people: list[Person] = field(default_factory=list)
    is_over: Event = field(default_factory=Event)

    def client(self, path: str) -> None:
        while not self.is_over.is_set():
            person = Person([str(uuid4())])
            self.people.append(person)
            while not self._registered(person, path):
                time.sleep(0.05)
                if not self.keeps_key:
                    person.keys.append(str(uuid4()))
            person.has_answer = True

    def _registered(self, person: Person, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with suppress(OSError, http.client.HTTPException):
            connection.request("POST", path, typed(submission=person.keys[-1]), HEADERS)
            return connection.getresponse().status == http.client.FOUND
        return False

    def answered(self) -> int:
        return sum(person.has_answer for person in self.people)


def kill(house: int, kind: str) -> None:
    """By SIGKILL, as soon as there is one to kill."""
    until = time.monotonic() + PATIENCE
    while not (victims := list(_victims(house, kind))):
        if time.monotonic() > until:
            raise SystemExit(f"There is no {kind}; was it not started anew?")
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.kill(random.choice(victims), signal.SIGKILL)  # noqa: S311 (which of several equal ones)


def _victims(house: int, kind: str) -> Iterator[int]:
    for pid in family(house):
        try:
            words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
            parent = int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()[1])
        except (OSError, IndexError):
            continue
        is_web = "ramo.launch.web" in words
        is_right = {
            "web worker": is_web and parent != house,
            "worker of clocks": "procrastinate" in words and parent == house,
            "database": words[0].endswith("postgres") and parent == house,
        }
        if is_right[kind]:
            yield pid


def drill(house: int, port: int, kinds: list[str], *, keeps_key: bool) -> Drill:
    """Kills one after another; each meets people who sign up, and some have signed up again before the next."""
    running_one = Drill(port, keeps_key)
    pool, path = event(0 if keeps_key else 1, PLACES, area="health")
    with ThreadPoolExecutor(CLIENTS) as clients:
        ends = [clients.submit(running_one.client, path) for _ in range(CLIENTS)]
        try:
            for kind in kinds:
                _wait_for_answers(running_one, more=CLIENTS)
                time.sleep(random.uniform(0, 0.3))  # noqa: S311 (a moment)
                kill(house, kind)
            _wait_for_answers(running_one, more=CLIENTS)
        finally:
            running_one.is_over.set()
    for each in ends:
        each.result()
    _report(running_one, pool, kinds)
    return running_one


def _wait_for_answers(running_one: Drill, *, more: int) -> None:
    wanted, until = running_one.answered() + more, time.monotonic() + PATIENCE
    while running_one.answered() < wanted:
        if time.monotonic() > until:
            raise SystemExit("Nobody gets an answer any more.")
        time.sleep(0.02)


def _report(done: Drill, pool: int, kinds: list[str]) -> None:
    states = _decided(pool)
    claims = {key for key, _state in states}
    lost = sum(person.has_answer and claims.isdisjoint(person.keys[-1:]) for person in done.people)
    doubled = sum(max(0, len(claims.intersection(person.keys)) - 1) for person in done.people)
    order = [state for _key, state in states[:PLACES]].count("seated")
    seated = sum(state == "seated" for _key, state in states)
    pressed_with = "the same key" if done.keeps_key else "another key (control)"
    killed = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    print(f"{len(kinds)} kills ({killed}), pressed again with {pressed_with}: of {done.answered():,} acknowledged")
    print(f"  lost {lost}, doubled {doubled}; {seated} seated of {PLACES}, {order} of the first", flush=True)
    if done.keeps_key and (lost or doubled or seated != PLACES or order != PLACES):
        raise SystemExit("A registration was lost or doubled, or a place was.")
    if not done.keeps_key and not doubled:
        raise SystemExit("The control did not double: this run proves nothing. Take more kills.")


def _decided(pool: int) -> list[tuple[str, str]]:
    """Key and state of each claim in the order of arrival, once the clocks decided what the killed left behind."""
    from django.db import connection

    from ramo.seats.models import Claim, State

    connection.close()
    until = time.monotonic() + PATIENCE
    while Claim.objects.filter(pool=pool, state=State.RECEIVED).exists():
        if time.monotonic() > until:
            raise SystemExit("Nobody decided what the killed left behind.")
        time.sleep(1)
    rows = Claim.objects.filter(pool=pool).order_by("pk").values_list("submission", "state")
    return [(str(key), state) for key, state in rows]


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ramo-bench-"))
    folder.chmod(0o755)  # under a private folder the database would stand elsewhere
    os.environ["RAMO_DATA"] = str(folder / "var")
    data, port = DataFolder.from_environment(), free_port()
    serve = [sys.executable, "-m", "ramo", "serve", "--port", str(port)]
    try:
        with running(serve, port, "/healthz", dict(os.environ)), database_for(data, "bench") as url:
            import django

            prepare_environment(data, url)
            django.setup()
            holder = holder_of(data)
            assert holder is not None
            drill(holder.pid, port, list(islice(cycle(ALL), KILLS)), keeps_key=True)
            drill(holder.pid, port, ["web worker"] * max(10, KILLS // 2), keeps_key=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
