"""Data folders and running houses of the tests' own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from ramo.launch import processes
from ramo.launch.cluster import Cluster
from ramo.launch.database import embedded_cluster, started
from ramo.launch.occupancy import Holder, holder_of
from ramo.launch.places import CHECKOUT, DataFolder
from ramo.launch.preparation import DatabaseMarks, database_steps
from ramo.launch.site import SHORT_FOLDER

PATIENCE_SECONDS = 240
_TESTS_OWN = {"DATABASE_URL", "RAMO_SECRET_KEY", "RAMO_STATIC_STORAGE", "RAMO_ADDRESS"}


def wait_until(claim: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not claim():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def environment(data: DataFolder) -> dict[str, str]:
    """As a person's shell has it: nothing that the test run set for itself."""
    kept = {name: value for name, value in os.environ.items() if name not in _TESTS_OWN}
    return {**kept, "RAMO_DATA": str(data.path)}


def ramo(data: DataFolder, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ramo", *arguments],
        cwd=CHECKOUT,
        env={**environment(data), **extra},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@dataclass
class House:
    """A `ramo serve` of the tests' own, on a free port."""

    data: DataFolder
    parent: subprocess.Popen[str]

    @classmethod
    def start(cls, data: DataFolder) -> House:
        command = [sys.executable, "-m", "ramo", "serve", "--port=0"]
        messages = (data.path / "messages").open("w+", encoding="utf-8")
        with messages:
            parent = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment(data), stdout=messages, stderr=messages, text=True
            )
        house = cls(data, parent)
        wait_until(lambda: "Ready: " in house.messages or parent.poll() is not None)
        if "Ready: " not in house.messages:
            parent.kill()
            parent.wait()
            pytest.fail(house.messages)
        return house

    @property
    def messages(self) -> str:
        return (self.data.path / "messages").read_text(encoding="utf-8")

    @property
    def holder(self) -> Holder:
        holder = holder_of(self.data)
        assert holder is not None
        return holder

    @property
    def port(self) -> int:
        return int(self.holder.address.rpartition(":")[2])

    def child(self, telling: str) -> int | None:
        """The process directly under the parent whose command line holds `telling`."""
        return next((pid for pid in children_of(self.parent.pid) if telling in command_line(pid)), None)

    def is_whole(self) -> bool:
        kinds = ("bin/postgres", "ramo.launch.web", "procrastinate")
        return all(self.child(kind) for kind in kinds) and database_answers(self.holder.database_url)

    def process_ids(self) -> list[int]:
        direct = children_of(self.parent.pid)
        return [*direct, *(pid for child in direct for pid in children_of(child))]

    def stop(self) -> int:
        self.parent.send_signal(signal.SIGTERM)
        return self.parent.wait(PATIENCE_SECONDS)


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def database_answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


@contextmanager
def _scratch() -> Iterator[DataFolder]:
    """Near the root, so that the server's account can come in and a socket's name stays short."""
    folder = Path(tempfile.mkdtemp(prefix="ramo-launch-", dir=SHORT_FOLDER))
    folder.chmod(0o711)
    try:
        data = DataFolder(folder / "var")
        data.create()
        yield data
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_data() -> Iterator[DataFolder]:
    with _scratch() as data:
        yield data


@pytest.fixture(scope="session")
def _prepared() -> Iterator[DataFolder]:
    """A stopped house; its content counts as loaded, because loading it is not what these tests are about."""
    with _scratch() as data:
        with started(embedded_cluster(data)) as url, psycopg.connect(url, autocommit=True) as connection:
            marks = DatabaseMarks(connection)
            marks.make_place()
            for step in database_steps(demo=False):
                if step.name == "content":
                    marks.set(step)
        assert House.start(data).stop() == 0
        yield data


@contextmanager
def _copied(prepared: DataFolder) -> Iterator[DataFolder]:
    with _scratch() as data:
        shutil.rmtree(data.path)
        subprocess.run(["cp", "-a", str(prepared.path), str(data.path)], check=True)
        yield data


@contextmanager
def _running(data: DataFolder) -> Iterator[House]:
    house = House.start(data)
    try:
        yield house
    finally:
        family = house.process_ids()
        house.parent.kill()
        house.parent.wait()
        wait_until(lambda: not any(processes.is_alive(pid) for pid in family))


@pytest.fixture
def data(_prepared: DataFolder) -> Iterator[DataFolder]:
    """A prepared, stopped house."""
    with _copied(_prepared) as data:
        yield data


@pytest.fixture(scope="session")
def _shared_house(_prepared: DataFolder) -> Iterator[House]:
    with _copied(_prepared) as data, _running(data) as house:
        yield house


@pytest.fixture
def house(_shared_house: House) -> House:
    """A running house, whole again after what the last test did to it; its parent must be left alive."""
    assert wait_until(_shared_house.is_whole), _shared_house.messages
    return _shared_house


@pytest.fixture
def doomed_house(data: DataFolder) -> Iterator[House]:
    """A running house whose parent may be ended."""
    with _running(data) as house:
        yield house


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One running server for the tests that only ask it something."""
    with _scratch() as data:
        cluster = embedded_cluster(data)
        with started(cluster):
            yield cluster
