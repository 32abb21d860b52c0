"""`ramo restore FILE`: a checked backup into an empty place, all of it or nothing."""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path
from typing import IO

import psycopg

from ramo.launch.archive import Manifest, bring_pictures, open_archive
from ramo.launch.clients import restore_dump
from ramo.launch.counts import row_counts, table_names
from ramo.launch.database import database_for
from ramo.launch.errors import BackupRefused, RestoreRefused
from ramo.launch.places import DataFolder, product_version


def restore(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ramo restore", description="Brings a backup into an empty database.")
    parser.add_argument("file", type=Path)
    source: Path = parser.parse_args(arguments).file.resolve()
    data = DataFolder.from_environment()
    with open_archive(source) as (manifest, dump):
        _refuse_newer(manifest)
        if manifest.pictures and any(data.pictures_folder.rglob("*.*")):
            raise RestoreRefused(f"There are pictures in {data.pictures_folder}, and a restore never overwrites.")
        with database_for(data, "restore") as url:
            bring_back(url, manifest, dump)
        bring_pictures(source, manifest, data.pictures_folder)
    print(
        f"Restored {manifest.rows:,} rows of {len(manifest.tables)} tables and {len(manifest.pictures):,} pictures,"
        f" saved at {manifest.made_at}."
    )
    return 0


def _refuse_newer(manifest: Manifest) -> None:
    ours = product_version()
    if _numbers(manifest.product_version) > _numbers(ours):
        raise RestoreRefused(
            f"The backup was made by Ramo {manifest.product_version}, which is newer than this one ({ours}):"
            " update the program first."
        )


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def bring_back(url: str, manifest: Manifest, dump: IO[bytes]) -> None:
    """One transaction: an interrupted restore leaves the place as empty as it was."""
    with psycopg.connect(url, autocommit=True) as connection:
        if table_names(connection):
            raise RestoreRefused(
                "The database is not empty, and a restore never overwrites: set RAMO_DATA (or DATABASE_URL)"
                " to an empty place and restore there."
            )
    with tempfile.TemporaryDirectory(prefix="ramo-restore-") as folder:
        file = Path(folder) / "database.dump"
        with file.open("wb") as copy:
            shutil.copyfileobj(dump, copy)
        problem = restore_dump(url, file)
    if problem:
        raise BackupRefused(f"The backup could not be brought back, nothing was changed: {problem}")
    _compare(url, manifest)


def _compare(url: str, manifest: Manifest) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        found = row_counts(connection)
        differing = sorted(name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name))
        if not differing:
            return
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    raise BackupRefused(f"The restored tables differ from the manifest ({', '.join(differing)}); all was taken back.")
