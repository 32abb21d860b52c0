"""What must be in place before the first page: tables, content, static files; each step is skipped if unchanged.

The fingerprints of the steps that change the database are kept in that database, in a small table of our own:
a restored or exchanged database is so never taken for one that has been prepared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from ramo.launch.catalogues import compile_catalogues
from ramo.launch.errors import StepFailed
from ramo.launch.fingerprints import content_files, demo_files, fingerprint, schema_files, static_files
from ramo.launch.places import DataFolder

# One at a time, should several hosts start on one database.
_ADVISORY_LOCK = 7266_0001
_TABLE = "launch_step"


@dataclass(frozen=True)
class Step:
    """One thing to do with Django ready; `fingerprint` stands for all it is made from."""

    name: str
    said: str
    fingerprint: str
    run: Callable[[], None]


class DatabaseMarks:
    """Which steps were done in this database, and from what."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def make_place(self) -> None:
        self._connection.execute(
            f"CREATE TABLE IF NOT EXISTS {_TABLE} (name text PRIMARY KEY, fingerprint text NOT NULL)"
        )

    def stands(self, step: Step) -> bool:
        try:
            found = self._connection.execute(f"SELECT fingerprint FROM {_TABLE} WHERE name = %s", [step.name])  # noqa: S608
        except psycopg.errors.UndefinedTable:
            return False
        return found.fetchone() == (step.fingerprint,)

    def set(self, step: Step) -> None:
        self._connection.execute(
            f"INSERT INTO {_TABLE} VALUES (%s, %s)"  # noqa: S608
            " ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint",
            [step.name, step.fingerprint],
        )


class FolderMarks:
    """The same for what is made in the data folder."""

    def __init__(self, data: DataFolder) -> None:
        self._data = data

    def stands(self, step: Step) -> bool:
        path = self._data.path / f"{step.name}.made-from"
        return path.exists() and path.read_text(encoding="ascii") == step.fingerprint

    def set(self, step: Step) -> None:
        path = self._data.path / f"{step.name}.made-from"
        path.write_text(step.fingerprint, encoding="ascii")


def prepare(data: DataFolder, url: str, *, demo: bool) -> None:
    """Does what is not yet done; the environment must be ready, Django is loaded only if a step needs it."""
    compile_catalogues()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
        in_database, in_folder = DatabaseMarks(connection), FolderMarks(data)
        in_database.make_place()
        for step in database_steps(demo=demo):
            if not in_database.stands(step):
                with _told(step):
                    step.run()
                in_database.set(step)
        static = Step("static", "static files", fingerprint(static_files()), _collect_static)
        if not (in_folder.stands(static) and data.static_root.is_dir()):
            with _told(static):
                static.run()
            in_folder.set(static)


def forget_database_steps(url: str) -> None:
    """After a command that may have changed anything: the next start looks again."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP TABLE IF EXISTS {_TABLE}")


def database_steps(*, demo: bool) -> list[Step]:
    steps = [
        Step("tables", "tables", fingerprint(schema_files()), _migrate),
        Step("content", "registers and content", fingerprint(content_files()), _load_content),
    ]
    if not demo:
        return [*steps, Step("demo", "nothing invented", "none", _remove_demo)]
    # The invented month follows the calendar, so the demo is looked at again each day.
    today = datetime.now(UTC).date().isoformat()
    made_from = fingerprint([*content_files(), *demo_files()])
    return [*steps, Step("demo", "demo network", f"{today} {made_from}", _load_demo)]


def _migrate() -> None:
    _command("migrate", verbosity=0, interactive=False)


def _load_content() -> None:
    _command("load_content")


def _load_demo() -> None:
    _command("load_demo")


def _remove_demo() -> None:
    _command("remove_demo")


def _collect_static() -> None:
    _command("collectstatic", verbosity=0, interactive=False, clear=True)


def _command(name: str, **options: object) -> None:
    import django
    from django.apps import apps
    from django.core.management import CommandError, call_command

    if not apps.ready:
        django.setup()
    try:
        call_command(name, **options)
    except CommandError as problem:
        raise StepFailed(f"`ramo {name}` failed: {problem}") from problem


@contextmanager
def _told(step: Step) -> Iterator[None]:
    print(f"  {step.said} …", flush=True)
    started_at = time.monotonic()
    yield
    print(f"  {step.said} ✓ {time.monotonic() - started_at:.1f} s", flush=True)
