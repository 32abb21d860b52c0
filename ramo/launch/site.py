"""Chooses the account that runs the embedded server and folders that it can reach."""

from __future__ import annotations

import os
from pathlib import Path

from ramo.launch.binaries import ROOTS_OWN_FOLDER
from ramo.launch.cluster import Site
from ramo.launch.errors import ClusterRefused
from ramo.launch.places import DataFolder
from ramo.launch.processes import Account

LONGEST_SOCKET_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"
SHORT_FOLDER = Path("/tmp")  # noqa: S108 (inside it: one folder of our own, mode 0700, owner checked)


def site_of(data: DataFolder) -> Site:
    folder = _cluster_folder(data)
    account = _server_account(folder)
    return Site(
        folder=folder,
        socket_folder=_socket_folder(data, folder),
        account=account,
        log_file=data.log_folder / "postgresql.log",
    )


def _server_account(folder: Path) -> Account:
    """PostgreSQL refuses to run as root; an existing cluster is run by its owner."""
    if os.geteuid() != 0:
        if folder.exists() and folder.stat().st_uid != os.geteuid():
            owner = Account.of(folder.stat().st_uid).name
            raise ClusterRefused(
                f"The data in {folder} belongs to the account {owner}: start as root, as before,"
                " or set RAMO_DATA to a folder of your own."
            )
        return Account.current()
    if folder.exists() and folder.stat().st_uid != 0:
        return Account.of(folder.stat().st_uid)
    return Account.nobody()


def _cluster_folder(data: DataFolder) -> Path:
    """In the data folder; for root, when that lies where the server's account cannot come, in a place of root's own.

    Nobody's folders are opened for it. A pointer file says where the cluster went.
    """
    usual = data.path / "postgres"
    if os.geteuid() != 0 or usual.exists():
        return usual
    pointer = data.path / "postgres-is-at"
    if pointer.exists():
        return Path(pointer.read_text(encoding="utf-8").strip())
    if Account.nobody().can_enter(data.path):
        return usual
    elsewhere = _place_of_roots_own(data) / "postgres"
    pointer.write_text(f"{elsewhere}\n", encoding="utf-8")
    return elsewhere


def _place_of_roots_own(data: DataFolder) -> Path:
    place = ROOTS_OWN_FOLDER / data.key
    place.mkdir(parents=True, exist_ok=True)
    for folder in (ROOTS_OWN_FOLDER, place):
        folder.chmod(0o755)
    return place


def _socket_folder(data: DataFolder, cluster_folder: Path) -> Path:
    """Beside the cluster; in a short place where the path would pass the limit of a socket's name."""
    beside = cluster_folder.with_name("socket")
    if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and not set(str(beside)) & set(",'\"\\"):
        return beside
    if os.geteuid() == 0:
        return _place_of_roots_own(data) / "socket"
    return SHORT_FOLDER / f"ramo-{os.geteuid()}-{data.key}"
