"""What is saved comes back whole, and what is not whole does not come in."""

from __future__ import annotations

import dataclasses
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from ramo.launch import archive
from ramo.launch.archive import DUMP, MANIFEST, Manifest, open_archive
from ramo.launch.backup import save
from ramo.launch.cluster import Cluster
from ramo.launch.counts import row_counts
from ramo.launch.database import embedded_cluster, started
from ramo.launch.errors import BackupRefused, RestoreRefused
from ramo.launch.places import DataFolder
from ramo.launch.restore import bring_back, restore
from ramo.launch.tests.conftest import House, ramo

Damage = Callable[[bytes], bytes]


def fresh_database(cluster: Cluster, name: str) -> str:
    with psycopg.connect(cluster.site.url(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return cluster.site.url(database=name)


def counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        return row_counts(connection)


@pytest.fixture
def saved(cluster: Cluster, tmp_path: Path) -> Path:
    url = fresh_database(cluster, "library")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE shelf (title text)")
        connection.execute("INSERT INTO shelf SELECT 'Под игото ' || n FROM generate_series(1, 500) n")
    path = tmp_path / "saved.ramo"
    save(url, path)
    return path


def test_a_running_house_is_saved_and_comes_back_elsewhere(
    house: House, empty_data: DataFolder, tmp_path: Path
) -> None:
    file = tmp_path / "house.ramo"
    before = counts(house.holder.database_url)
    for name in ("original_images/hall.jpg", "images/hall.webp", "wagtail_uploads/half-sent.jpg"):
        (house.data.pictures_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (house.data.pictures_folder / name).write_bytes(name.encode())
    done = ramo(house.data, "backup", str(file))
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["house.ramo"], "nothing half-made is left beside it"
    done = ramo(empty_data, "restore", str(file))
    assert done.returncode == 0, done.stderr
    with started(embedded_cluster(empty_data)) as url:
        after = counts(url)
    assert after.keys() == before.keys()
    assert after["public.django_migrations"] == before["public.django_migrations"] > 0
    brought = {str(path.relative_to(empty_data.pictures_folder)) for path in empty_data.pictures_folder.rglob("*.*")}
    assert brought == {"original_images/hall.jpg", "images/hall.webp"}


def test_a_damaged_picture_is_refused_before_anything_is_touched(cluster: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "hall.webp").write_bytes(b"a picture of the hall")
    path = tmp_path / "saved.ramo"
    save(fresh_database(cluster, "pictures"), path, folder)
    path.write_bytes(path.read_bytes().replace(b"a picture of the hall", b"a picture of the yard"))
    with pytest.raises(BackupRefused, match="damaged"), open_archive(path):
        pytest.fail("it was opened")


@pytest.mark.parametrize("name", ["../secret-key", "/etc/passwd", "images/../../x"])
def test_no_picture_is_brought_outside_its_folder(name: str, saved: Path) -> None:
    with tarfile.open(saved) as tar:
        written = tar.extractfile(MANIFEST)
        assert written
        manifest = json.loads(written.read()) | {"pictures": {name: "0"}}
    with pytest.raises(BackupRefused, match="manifest"):
        archive._manifest(json.dumps(manifest).encode(), saved)


def test_a_backup_never_overwrites_an_older_one(saved: Path, data: DataFolder) -> None:
    before = saved.read_bytes()
    done = ramo(data, "backup", str(saved))
    assert done.returncode == 1
    assert "already exists" in done.stderr
    assert saved.read_bytes() == before


def test_a_restore_brings_back_every_row(cluster: Cluster, saved: Path) -> None:
    url = fresh_database(cluster, "restored")
    with open_archive(saved) as (manifest, dump):
        bring_back(url, manifest, dump)
    assert counts(url) == {"public.shelf": 500}


def test_a_restore_never_overwrites_a_used_database(cluster: Cluster, saved: Path) -> None:
    url = fresh_database(cluster, "used")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE mine (word text)")
    with open_archive(saved) as (manifest, dump), pytest.raises(RestoreRefused, match="not empty"):
        bring_back(url, manifest, dump)
    assert counts(url) == {"public.mine": 0}


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], "cut short", id="truncated"),
        pytest.param(lambda whole: whole.replace(b"PGDMP", b"PGDNP"), "damaged", id="altered"),
        pytest.param(lambda whole: b"Dear library,\n" * 99, "not a backup", id="foreign"),
        pytest.param(lambda whole: b"", "not a backup", id="empty"),
    ],
)
def test_a_damaged_file_is_refused_before_anything_is_touched(
    saved: Path, empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch, damage: Damage, sentence: str
) -> None:
    monkeypatch.setenv("RAMO_DATA", str(empty_data.path))
    saved.write_bytes(damage(saved.read_bytes()))
    with pytest.raises(BackupRefused, match=sentence):
        restore([str(saved)])
    assert not (empty_data.path / "postgres").exists()


def rewritten(path: Path, manifest: Manifest, dump: bytes) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in ((MANIFEST, json.dumps(dataclasses.asdict(manifest)).encode()), (DUMP, dump)):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


def test_a_dump_that_cannot_be_read_leaves_the_place_empty(cluster: Cluster, saved: Path) -> None:
    with open_archive(saved) as (manifest, dump):
        content = dump.read()[:-2000]
    short = dataclasses.replace(manifest, sha256=archive.digest_of(io.BytesIO(content)))
    url = fresh_database(cluster, "short")
    damaged = rewritten(saved, short, content)
    with open_archive(damaged) as (promised, dump), pytest.raises(BackupRefused, match="nothing was changed"):
        bring_back(url, promised, dump)
    assert counts(url) == {}


def test_rows_that_differ_from_the_manifest_are_all_taken_back(cluster: Cluster, saved: Path) -> None:
    url = fresh_database(cluster, "differing")
    with open_archive(saved) as (manifest, dump):
        promised = dataclasses.replace(manifest, tables={"public.shelf": 501})
        with pytest.raises(BackupRefused, match=r"public\.shelf"):
            bring_back(url, promised, dump)
    assert counts(url) == {}


def test_a_backup_of_a_newer_program_is_refused(
    saved: Path, empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAMO_DATA", str(empty_data.path))
    with open_archive(saved) as (manifest, dump):
        content = dump.read()
    rewritten(saved, dataclasses.replace(manifest, product_version="99.0"), content)
    with pytest.raises(RestoreRefused, match="newer"):
        restore([str(saved)])


def test_an_unknown_format_is_refused(saved: Path) -> None:
    with open_archive(saved) as (manifest, dump):
        content = dump.read()
    rewritten(saved, dataclasses.replace(manifest, format="ramo-backup-9"), content)
    with pytest.raises(BackupRefused, match="ramo-backup-9"), open_archive(saved):
        pass
