"""People who all sign up at one moment, over HTTP: the pages under a rule, an event of their own, the clients."""

import http.client
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import urlencode
from uuid import uuid4

TOKEN = "b" * 32  # a browser's own cookie; what is checked is that page and cookie agree
READY_SECONDS = 120
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Size:
    people: int
    places: int
    clients: int


@dataclass(frozen=True)
class Rush:
    """What became of one event: seconds on the clock and of processor, each person's wait, and the places."""

    seconds: float
    worked: float  # by the pages and the database, not by the clients
    waits: Sequence[float]
    seated: int
    first_seated: int  # of the places, how many went to those who arrived first

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def rate_of_processor(self) -> float:
        return len(self.waits) / self.worked


@dataclass(frozen=True)
class Site:
    """The pages under a rule."""

    port: int
    pid: int

    def processor_seconds(self) -> float:
        """Of the web processes and of the database behind them, so far."""
        return sum(map(_worked, (*family(self.pid), *family(_database_pid()))))


@contextmanager
def site(rule: str) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port, descriptor = door.getsockname()[1], door.fileno()
        command = [sys.executable, "-m", "bench.registration_site", rule, str(descriptor)]
        process = subprocess.Popen(command, pass_fds=[descriptor])
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield Site(port, process.pid)
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=READY_SECONDS).read()  # noqa: S310
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def rush(pages: Site, seed: int, size: Size) -> Rush:
    """An event of its own; every person comes once, from one of the clients."""
    from ramo.seats.models import Claim, State

    pool, path = event(seed, size.places)
    people: SimpleQueue[int] = SimpleQueue()
    for number in random.Random(seed).sample(range(size.people), size.people):  # noqa: S311 (the order of a bench)
        people.put(number)
    worked, start = pages.processor_seconds(), time.perf_counter()
    waits = together(size.clients, lambda: _come(pages, path, people))
    took, worked = time.perf_counter() - start, pages.processor_seconds() - worked
    claims = list(Claim.objects.filter(pool=pool).order_by("pk").values_list("state", flat=True))
    if len(claims) != size.people:
        raise SystemExit(f"{len(claims)} of {size.people} registrations were kept")
    return Rush(took, worked, waits, claims.count(State.SEATED), claims[: size.places].count(State.SEATED))


def together(clients: int, come: Callable[[], list[float]]) -> list[float]:
    with ThreadPoolExecutor(clients) as pool:
        return [wait for done in pool.map(lambda _: come(), range(clients)) for wait in done]


def warmed(pages: Site) -> None:
    """The first page of a process loads what it needs; nobody's wait is measured yet."""
    _pool, path = event(-1, 1)
    people: SimpleQueue[int] = SimpleQueue()
    for number in range(48):
        people.put(number)
    together(8, lambda: _come(pages, path, people))


def event(seed: int, places: int, area: str = "education") -> tuple[int, str]:
    """The pool of a published talk with scarce places, and the address of its form."""
    from django.urls import reverse

    from ramo.events import actions
    from ramo.events.data import EventData, HostData
    from ramo.kit import clock
    from ramo.network.models import Library

    library = Library.objects.first()
    if library is None:
        raise SystemExit("The content was not loaded.")
    starts = clock.now() + timedelta(days=7)
    data = EventData(
        kind="talk",
        title=f"Час с експерт {seed}",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        area=area,
        hosts=(HostData(library.pk, places),),
        organiser=library.pk,
    )
    made = actions.draft(data, by=None)
    actions.publish(made, by=None, vouched_as="библиотеката")
    return int(made.hosts.get().pool_id or 0), reverse("events:register", args=[made.pk, library.pk])


def _come(pages: Site, path: str, people: "SimpleQueue[int]") -> list[float]:
    """Seconds from asking to the answer, for each person of this client."""
    waits: list[float] = []
    connection = http.client.HTTPConnection("127.0.0.1", pages.port, timeout=60)
    while True:
        try:
            number = people.get_nowait()
        except Empty:
            connection.close()
            return waits
        start = time.perf_counter()
        connection.request("POST", path, typed(number), HEADERS)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.client.FOUND:
            raise SystemExit(f"{path} answered {answer.status}: {body[:300]!r}")
        waits.append(time.perf_counter() - start)


HEADERS = {"Cookie": f"csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}


def typed(number: int | None = None, submission: str = "") -> str:
    """The form as person `number` sends it; without one, as somebody who leaves no name and no phone."""
    who = {} if number is None else {"name": "Мария", "phone": f"088{number:07}"}
    return urlencode(who | {"party": 1, "submission": submission or str(uuid4()), "csrfmiddlewaretoken": TOKEN})


def family(pid: int) -> Iterator[int]:
    """The process and those it started, and so on."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return
    for child in children:
        yield from family(int(child))


def _worked(pid: int) -> float:
    """Its own seconds, and those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS


def _database_pid() -> int:
    """Of the server that started our own connection."""
    from django.db import connection

    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text(encoding="utf-8")
    return int(fields.rpartition(") ")[2].split()[1])
