"""`ramo serve`: one parent that prepares the house, runs its processes, and ends them together."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import time
from contextlib import ExitStack
from types import FrameType

from ramo.launch.check import check_pages, first_answer
from ramo.launch.database import SERVE, embedded_cluster, outside_url
from ramo.launch.environment import prepare_environment
from ramo.launch.errors import StepFailed
from ramo.launch.fitness import check_database
from ramo.launch.listening import listen
from ramo.launch.occupancy import Occupancy, occupy
from ramo.launch.places import CHECKOUT, DataFolder
from ramo.launch.preparation import prepare
from ramo.launch.processes import end_with_parent
from ramo.launch.supervisor import Program, Supervisor, Watch

READY_SECONDS = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(arguments: list[str]) -> int:
    options = _parse(arguments)
    if options.end_with_parent:
        end_with_parent(signal.SIGTERM)
    for number in STOP_SIGNALS:
        signal.signal(number, _interrupt)
    data = DataFolder.from_environment()
    with occupy(data, SERVE) as occupancy, listen(options.host, 0 if options.check else options.port) as listener:
        return _serve(options, data, occupancy, listener)


def _serve(options: argparse.Namespace, data: DataFolder, occupancy: Occupancy, listener: socket.socket) -> int:
    address = f"http://localhost:{listener.getsockname()[1]}"
    os.environ.setdefault("RAMO_ADDRESS", address)
    os.environ["RAMO_DEMO"] = "1" if options.demo else "0"
    print(f"Ramo is starting at {address} (Ctrl-C ends it).", flush=True)
    with ExitStack() as stack:
        url, watches = _database(data, stack)
        prepare_environment(data, url)
        occupancy.announce(database_url=url, address=address)
        prepare(data, url, demo=options.demo)
        web = _web(listener)
        supervisor = Supervisor([*watches, Watch("web server", web), Watch("worker", _worker()), *_indexer()])
        stack.callback(supervisor.stop)
        supervisor.start_all_but(watches)
        _wait_until_ready(web, listener)
        if options.check:
            return check_pages(listener, address)
        _welcome(data, address, demo=options.demo)
        stop_asked = StopAsked()
        supervisor.keep(stop_asked)
        print("Ramo is ending …", flush=True)
    print("Ramo has ended.", flush=True)
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ramo serve", description="Runs the whole house until Ctrl-C.")
    parser.add_argument("--demo", action="store_true", help="with the invented demo network")
    parser.add_argument("--check", action="store_true", help="start on a free port, fetch two pages, stop")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 serves the local network (see RAMO_HOSTS)")
    parser.add_argument("--end-with-parent", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _database(data: DataFolder, stack: ExitStack) -> tuple[str, list[Watch]]:
    """The address of a fit database, and what must be watched for it to stay there."""
    if outside := outside_url():
        check_database(outside)
        return outside, []
    cluster = embedded_cluster(data)
    stack.callback(cluster.stop)
    watch = Watch("database", cluster)
    watch.start()
    check_database(cluster.site.url())
    return cluster.site.url(), [watch]


def _web(listener: socket.socket) -> Program:
    descriptor = listener.fileno()
    command = [sys.executable, "-m", "ramo.launch.web", str(descriptor)]
    return Program(command, _python_path(), inherited=(descriptor,))


def _worker() -> Program:
    command = [sys.executable, "-m", "django", "procrastinate", "worker", "--shutdown-graceful-timeout=5"]
    # Without its parent the database goes too; a worker asked to end would wait for it. Its jobs are tried again.
    return Program(command, _python_path(), at_parents_death=signal.SIGKILL)


def _python_path() -> dict[str, str]:
    """This checkout, before whatever the environment names."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH"))))}


def _indexer() -> list[Watch]:
    """Keeps this host's copy of the search index, where there is one; the database answers until it stands."""
    if os.environ.get("RAMO_SEARCH_ENGINE", "postgres") != "tantivy":
        return []
    command = [sys.executable, "-m", "django", "search_index", "--keep"]
    program = Program(command, {"PYTHONPATH": str(CHECKOUT)}, at_parents_death=signal.SIGKILL)
    return [Watch("keeper of the search index", program)]


def _wait_until_ready(web: Program, listener: socket.socket) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while first_answer(listener, "/healthz", timeout=2) is None:
        if not web.is_alive():
            raise StepFailed("The web server ended while starting; its own message stands above.")
        if time.monotonic() > deadline:
            raise StepFailed(f"The web server gave no answer in {READY_SECONDS} s.")
        time.sleep(0.05)


def _welcome(data: DataFolder, address: str, *, demo: bool) -> None:
    print(f"Ready: {address}", flush=True)
    if demo and data.staff_hints_file.exists():
        print(data.staff_hints_file.read_text(encoding="utf-8").rstrip(), flush=True)


class StopAsked:
    """Waits in steps and remembers whether a stop signal came; from its making on, signals interrupt nothing."""

    def __init__(self) -> None:
        self._asked = False
        for number in STOP_SIGNALS:
            signal.signal(number, self._remember)

    def __call__(self, seconds: float) -> bool:
        if not self._asked:
            time.sleep(seconds)
        return self._asked

    def _remember(self, number: int, frame: FrameType | None) -> None:
        self._asked = True


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
