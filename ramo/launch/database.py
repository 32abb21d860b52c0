"""Gives a block of code a fit database: the outside one, the one of a running `serve`, else the embedded cluster."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ramo.launch.binaries import find_binaries
from ramo.launch.cluster import Cluster
from ramo.launch.errors import AlreadyRunning
from ramo.launch.fitness import check_database
from ramo.launch.occupancy import holder_of, occupy
from ramo.launch.places import DataFolder
from ramo.launch.site import site_of

SERVE = "serve"
PATIENCE_SECONDS = 120


def outside_url() -> str | None:
    return os.environ.get("DATABASE_URL") or None


def embedded_cluster(data: DataFolder) -> Cluster:
    return Cluster(site_of(data), find_binaries())


@contextmanager
def database_for(data: DataFolder, purpose: str) -> Iterator[str]:
    """The address of a database that stays reachable for the length of the block."""
    if outside := outside_url():
        check_database(outside)
        yield outside
        return
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (served := _url_of_a_running_serve(data)):
        try:
            with occupy(data, purpose) as occupancy, started(embedded_cluster(data)) as url:
                occupancy.announce(database_url=url)
                yield url
                return
        except AlreadyRunning:
            _wait_for_turn(data, deadline)
    yield served


@contextmanager
def started(cluster: Cluster) -> Iterator[str]:
    try:
        cluster.start()
        check_database(cluster.site.url())
        yield cluster.site.url()
    finally:
        cluster.stop()


def _url_of_a_running_serve(data: DataFolder) -> str:
    holder = holder_of(data)
    return holder.database_url if holder and holder.purpose == SERVE else ""


def _wait_for_turn(data: DataFolder, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise AlreadyRunning(f"Another command has kept {data.path} for {PATIENCE_SECONDS} s; try again later.")
    if deadline - time.monotonic() > PATIENCE_SECONDS - 0.2:
        print(f"Waiting for another command on {data.path} to end…", file=sys.stderr)
    time.sleep(0.25)
