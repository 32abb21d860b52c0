"""A throw-away cluster for one test run: a copy of a migrated template, gone when the run is."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from ramo.launch.binaries import find_binaries
from ramo.launch.cluster import DATABASE, OWNER, SUPERUSER, Cluster, Site
from ramo.launch.errors import ServerFailed, StepFailed
from ramo.launch.fingerprints import fingerprint, schema_files
from ramo.launch.fitness import check_database
from ramo.launch.places import CHECKOUT
from ramo.launch.processes import Account
from ramo.launch.site import SHORT_FOLDER

PREFIX = "ramo-test-"
TEST_DATABASE = f"test_{DATABASE}"
TEMPLATES_KEPT = 3
FORGOTTEN_AFTER_SECONDS = 3600
_THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "256MB",
    "min_wal_size": "2MB",
}


@dataclass
class ScratchCluster:
    """Reserved at once (so that its address is known), started only when a test needs it."""

    folder: Path
    _lock: IO[bytes]
    _cluster: Cluster | None = None

    @classmethod
    def reserve(cls) -> ScratchCluster:
        _sweep_forgotten()
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=SHORT_FOLDER))
        if os.geteuid() == 0:
            folder.chmod(0o711)
        lock = (folder / "lock").open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / "data").mkdir()
        scratch = cls(folder, lock)
        atexit.register(scratch.remove)
        return scratch

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return self._site.url()

    @property
    def _site(self) -> Site:
        account = Account.nobody() if os.geteuid() == 0 else Account.current()
        return Site(self.folder / "postgres", self.folder / "socket", account, self.folder / "postgresql.log")

    def start(self) -> None:
        cluster = Cluster(self._site, find_binaries(), _THROW_AWAY, initdb_options=("--no-sync", "--wal-segsize=1"))
        template = _template_folder(cluster)
        with _locked(template.with_name(f"{template.name}.lock")):
            if template.exists():
                _copy(template, cluster.site.folder)
            else:
                _make_template(cluster, template)
        _forget_old_templates(template.parent)
        self._cluster = cluster
        cluster.start()

    def remove(self) -> None:
        """May be called twice."""
        if self._cluster is not None:
            self._cluster.stop()
        self._lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _template_folder(cluster: Cluster) -> Path:
    """Keyed by everything it is made from; kept with the checkout, or in a temporary place if that is not ours."""
    recipe = [*schema_files(), Path(__file__), Path(__file__).with_name("cluster.py")]
    key = f"{cluster.binaries.major}-{os.geteuid()}-{fingerprint(recipe)[:16]}"
    folder = CHECKOUT / "var" / "test-templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except PermissionError:
        writable = False
    if not writable:
        folder = SHORT_FOLDER / f"ramo-templates-{os.geteuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != os.geteuid():
            raise ServerFailed(f"{folder} belongs to somebody else; remove it.")
    return folder / key


def _make_template(cluster: Cluster, template: Path) -> None:
    try:
        cluster.start()
        with psycopg.connect(cluster.site.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {TEST_DATABASE} OWNER {OWNER}")
        url = cluster.site.url(database=TEST_DATABASE)
        check_database(url)
        _migrate(url)
    finally:
        cluster.stop()
    half_made = template.with_name(f"{template.name}.half-made")
    shutil.rmtree(half_made, ignore_errors=True)
    _copy(cluster.site.folder, half_made)
    half_made.rename(template)


def _migrate(url: str) -> None:
    """In a process of its own: this one has not read the settings yet, or read them for another database."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        cwd=CHECKOUT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise StepFailed(f"The migrations failed, so no test can have a database:\n{done.stderr[-3000:]}")


def _copy(source: Path, target: Path) -> None:
    """With owners and times, which Python's own copy would not keep."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _forget_old_templates(folder: Path) -> None:
    """Keeps the newest; one that another run is copying is left for the next time."""
    found = sorted(folder.glob("*.lock"), key=lambda path: path.stat().st_mtime, reverse=True)
    for lock in found[TEMPLATES_KEPT:]:
        with lock.open("rb") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink()


def _sweep_forgotten() -> None:
    """Removes what killed runs left: their locks are free."""
    for folder in SHORT_FOLDER.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_uid == os.geteuid() and _is_forgotten(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_forgotten(folder: Path) -> bool:
    lock = folder / "lock"
    if not lock.exists():
        return time.time() - folder.stat().st_mtime > FORGOTTEN_AFTER_SECONDS
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
