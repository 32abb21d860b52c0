"""`ramo backup FILE`: the whole database in one checked file, while the site runs."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from ramo.launch import clients
from ramo.launch.archive import FORMAT, Manifest, digest_of, write_archive
from ramo.launch.counts import row_counts
from ramo.launch.database import database_for
from ramo.launch.errors import BackupRefused
from ramo.launch.places import DataFolder, product_version


def backup(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ramo backup", description="Saves the whole database in one file.")
    parser.add_argument("file", type=Path)
    target: Path = parser.parse_args(arguments).file.resolve()
    if target.exists():
        raise BackupRefused(f"{target} already exists; give a new name, an old backup is never overwritten.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent} to put the backup in.")
    with database_for(DataFolder.from_environment(), "backup") as url:
        manifest = save(url, target)
    print(f"Saved {manifest.rows:,} rows of {len(manifest.tables)} tables in {target} (readable by you alone).")
    return 0


def save(url: str, target: Path) -> Manifest:
    """Counts and dump see the same moment: both read one exported snapshot."""
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        dump = Path(folder) / "database.dump"
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
            if snapshot is None:
                raise BackupRefused("The database gave no snapshot to save from.")
            major = connection.info.server_version // 10000
            problem = clients.dump(url, dump, snapshot=snapshot[0], server_major=major)
            if problem:
                raise BackupRefused(f"The database could not be saved: {problem}")
            tables = row_counts(connection)
        with dump.open("rb") as file:
            digest = digest_of(file)
        manifest = Manifest(
            format=FORMAT,
            product_version=product_version(),
            postgres_major=major,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            sha256=digest,
            bytes=dump.stat().st_size,
            tables=tables,
        )
        write_archive(target, manifest, dump)
    return manifest
