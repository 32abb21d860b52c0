"""`ramo backup FILE`: the whole database and its pictures in one checked file, while the site runs."""

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

PICTURE_KINDS = ("original_images", "images")


def backup(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ramo backup", description="Saves the whole database in one file.")
    parser.add_argument("file", type=Path)
    target: Path = parser.parse_args(arguments).file.resolve()
    if target.exists():
        raise BackupRefused(f"{target} already exists; give a new name, an old backup is never overwritten.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent} to put the backup in.")
    data = DataFolder.from_environment()
    with database_for(data, "backup") as url:
        manifest = save(url, target, data.pictures_folder)
    print(
        f"Saved {manifest.rows:,} rows of {len(manifest.tables)} tables and {len(manifest.pictures):,} pictures"
        f" in {target} (readable by you alone)."
    )
    return 0


def save(url: str, target: Path, pictures: Path | None = None) -> Manifest:
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
            pictures=_sums(pictures) if pictures else {},
        )
        write_archive(target, manifest, dump, pictures)
    return manifest


def _sums(folder: Path) -> dict[str, str]:
    """Read after the dump, so that each picture the rows name is there; what was half sent is left out."""
    sums = {}
    for kind in PICTURE_KINDS:
        for path in sorted((folder / kind).glob("*")):
            with path.open("rb") as file:
                sums[path.relative_to(folder).as_posix()] = digest_of(file)
    return sums
