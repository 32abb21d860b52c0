"""Many people for few places over HTTP: overbooked, order, waits, and registrations a second beside other rules.

Every rule answers on the same page of the same event kind; see `bench/registration_site.py`. The control must overbook.
BENCH_PEOPLE, BENCH_PLACES, BENCH_CLIENTS and BENCH_SEEDS set the size (the rush of the issue: 2000, 30, 50, 20).
"""

import http.client
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue
from statistics import median, quantiles
from urllib.parse import urlencode
from uuid import uuid4

from bench.house import own_house
from bench.measure import tell
from bench.registration_site import RULES

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "300"))
PLACES = int(os.environ.get("BENCH_PLACES", "30"))
CLIENTS = int(os.environ.get("BENCH_CLIENTS", "50"))
SEEDS = int(os.environ.get("BENCH_SEEDS", "1"))
TOKEN = "b" * 32  # a browser's own cookie; what is checked is that page and cookie agree
READY_SECONDS = 60


@dataclass(frozen=True)
class Rush:
    """What became of one event: seconds, the wait of each person in seconds, and the places."""

    seconds: float
    waits: Sequence[float]
    seated: int
    first_seated: int  # of the places, how many went to those who arrived first

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds


@contextmanager
def site(rule: str) -> Iterator[int]:
    """The port of the pages under this rule."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port, descriptor = door.getsockname()[1], door.fileno()
        command = [sys.executable, "-m", "bench.registration_site", rule, str(descriptor)]
        process = subprocess.Popen(command, pass_fds=[descriptor])
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz")
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(address: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=READY_SECONDS).read()  # noqa: S310
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def rush(port: int, seed: int, *, is_control: bool = False) -> Rush:
    """An event of its own; every person comes once, from one of the clients."""
    from ramo.seats.models import Claim, State

    pool, path = _event(seed)
    people: SimpleQueue[int] = SimpleQueue()
    for number in random.Random(seed).sample(range(PEOPLE), PEOPLE):  # noqa: S311 (the order of a bench)
        people.put(number)
    answers = {http.client.FOUND, http.client.INTERNAL_SERVER_ERROR} if is_control else {http.client.FOUND}
    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        waits = [
            wait for done in clients.map(lambda _: _come(port, path, people, answers), range(CLIENTS)) for wait in done
        ]
    took = time.perf_counter() - start
    claims = Claim.objects.filter(pool=pool).order_by("pk")
    if claims.count() != PEOPLE:
        raise SystemExit(f"{claims.count()} of {PEOPLE} registrations were kept")
    states = list(claims.values_list("state", flat=True))
    return Rush(took, waits, states.count(State.SEATED), states[:PLACES].count(State.SEATED))


def _come(port: int, path: str, people: "SimpleQueue[int]", answers: Collection[int]) -> list[float]:
    """Seconds from asking to the answer, for each person of this client."""
    waits: list[float] = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    while True:
        try:
            number = people.get_nowait()
        except Empty:
            connection.close()
            return waits
        phone = f"088{number:07}"
        typed = {"party": 1, "name": "Мария", "phone": phone, "submission": uuid4(), "csrfmiddlewaretoken": TOKEN}
        start = time.perf_counter()
        connection.request("POST", path, urlencode(typed), headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status not in answers:
            raise SystemExit(f"{path} answered {answer.status}: {body[:300]!r}")
        waits.append(time.perf_counter() - start)


def _event(seed: int) -> tuple[int, str]:
    """The pool of a published talk with scarce places, and the address of its form."""
    from django.urls import reverse

    from ramo.events import actions
    from ramo.events.data import EventData, HostData
    from ramo.kit import clock
    from ramo.network.models import Library
    from ramo.vocabularies.models import Area

    library = Library.objects.first()
    area = Area.objects.filter(is_main=True).order_by("order").first()
    if library is None or area is None:
        raise SystemExit("The content was not loaded.")
    starts = clock.now() + timedelta(days=7)
    data = EventData(
        kind="talk",
        title=f"Час с експерт {seed}",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        area=area.pk,
        hosts=(HostData(library.pk, PLACES),),
        organiser=library.pk,
    )
    event = actions.draft(data, by=None)
    actions.publish(event, by=None, vouched_as="библиотеката")
    host = event.hosts.get()
    return int(host.pool_id or 0), reverse("events:register", args=[event.pk, library.pk])


def warmed(port: int) -> None:
    """The first page of a process loads what it needs; nobody's wait is measured yet."""
    _pool, path = _event(-1)
    one: SimpleQueue[int] = SimpleQueue()
    for number in range(16):
        one.put(number)
    _come(port, path, one, {http.client.FOUND})


def without_the_last_line() -> None:
    """The database's own counts go too, or the control's second hand would be refused, not overbooked."""
    from django.db import connection

    names = ("pool_is_never_overbooked", "seats_pool_taken_check")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE seats_pool " + ", ".join(f"DROP CONSTRAINT {name}" for name in names))


def measure() -> dict[str, list[Rush]]:
    found: dict[str, list[Rush]] = {}
    for rule in RULES:
        if rule == "unheld":
            without_the_last_line()
        with site(rule) as port:
            warmed(port)
            found[rule] = [rush(port, seed, is_control=rule == "unheld") for seed in range(SEEDS)]
    return found


def main() -> None:
    with own_house():
        found = measure()
    rates = {rule: median(each.rate for each in rushes) for rule, rushes in found.items()}
    what = f"{PEOPLE:,} people for {PLACES} places, {CLIENTS} clients, {SEEDS} rushes: registrations"
    tell(what, rates["house"], "the same page without a rule", rates["none"], "/s")
    tell(what, rates["house"], "advisory lock and count", rates["count"], "/s")
    for rule in ("house", "count", "unheld"):
        over = [max(0, each.seated - PLACES) for each in found[rule]]
        first = min(each.first_seated for each in found[rule])
        p99 = quantiles([wait for each in found[rule] for wait in each.waits], n=100)[98]
        print(f"  {rule}: overbooked {sum(over)}, {first} of {PLACES} to the first, p99 {p99 * 1000:.0f} ms")
    if any(each.seated != PLACES for each in found["house"]):
        raise SystemExit("The house gave more or fewer places than there are.")
    if all(each.seated <= PLACES for each in found["unheld"]):
        raise SystemExit("The control did not overbook: this run proves nothing. Take more people.")


if __name__ == "__main__":
    main()
