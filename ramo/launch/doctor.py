"""`ramo doctor`: looks at everything a start depends on and says what to do about what is wrong."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from ramo.launch.binaries import find_binaries
from ramo.launch.database import database_for, outside_url
from ramo.launch.environment import prepare_environment
from ramo.launch.errors import LaunchRefused
from ramo.launch.occupancy import Holder, holder_of
from ramo.launch.places import DataFolder
from ramo.launch.preparation import DatabaseMarks, database_steps
from ramo.launch.site import site_of

NEEDED_PYTHON = (3, 11)
NEEDED_DISK_BYTES = 500_000_000
USUAL_PORT = 8000
HEARTBEAT_SECONDS = 60


@dataclass(frozen=True)
class Finding:
    """One line of the doctor; `remedy` is empty when all is well."""

    said: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"✗ {self.said}\n    → {self.remedy}" if self.remedy else f"✓ {self.said}"


def doctor(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="ramo doctor", description="Says what is well and what to mend.").parse_args(arguments)
    is_well = True
    for finding in examine(DataFolder.from_environment()):
        print(finding, flush=True)
        is_well = is_well and not finding.remedy
    return 0 if is_well else 1


def examine(data: DataFolder) -> Iterator[Finding]:
    yield _python()
    yield _folder(data)
    yield _disk(data)
    holder = holder_of(data)
    yield _port(holder)
    try:
        yield _programs(data)
        with database_for(data, "doctor") as url:
            yield from _database(data, url, is_served=holder is not None and bool(holder.address))
    except LaunchRefused as refusal:
        yield Finding("the database cannot be used", str(refusal))


def _python() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < NEEDED_PYTHON:
        return Finding(f"Python {found} is too old", "install Python 3.11 or newer and run `make run` again")
    return Finding(f"Python {found}")


def _folder(data: DataFolder) -> Finding:
    data.create()
    if not os.access(data.path, os.W_OK | os.X_OK):
        return Finding(f"the data folder {data.path} is not writable", "set RAMO_DATA to a folder of this account")
    return Finding(f"data folder {data.path}")


def _disk(data: DataFolder) -> Finding:
    free = shutil.disk_usage(data.path).free
    said = f"{free / 1e9:.1f} GB of disk are free"
    return Finding(said, "free at least 0.5 GB on that disk" if free < NEEDED_DISK_BYTES else "")


def _port(holder: Holder | None) -> Finding:
    if holder and holder.address:
        return Finding(f"the site runs at {holder.address}")
    with socket.socket() as probe:
        is_taken = probe.connect_ex(("127.0.0.1", USUAL_PORT)) == 0
    if is_taken:
        return Finding(
            f"port {USUAL_PORT} is taken by another program",
            'stop that program, or start with make run ARGS="--port 8080"',
        )
    return Finding(f"port {USUAL_PORT} is free")


def _programs(data: DataFolder) -> Finding:
    if outside_url():
        return Finding("an outside database is used (DATABASE_URL)")
    binaries, site = find_binaries(), site_of(data)
    return Finding(f"PostgreSQL {binaries.major} of {binaries.folder}, run by {site.account.name} in {site.folder}")


def _database(data: DataFolder, url: str, *, is_served: bool) -> Iterator[Finding]:
    yield Finding("the database answers and knows Bulgarian letters")
    prepare_environment(data, url)
    with psycopg.connect(url, autocommit=True) as connection:
        marks = DatabaseMarks(connection)
        for step in database_steps(demo=False):
            if marks.stands(step):
                yield Finding(f"{step.said} are in step with the files")
            else:
                yield Finding(f"{step.said} are older than the files", "start the site once; it brings them in step")
        if is_served:
            yield _worker(connection)


def _worker(connection: psycopg.Connection) -> Finding:
    question = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)"
    found = connection.execute(question, [HEARTBEAT_SECONDS]).fetchone()
    if found is None or not found[0]:
        return Finding("no worker has shown signs of life", "stop the site and start it again")
    return Finding("the worker is alive")
