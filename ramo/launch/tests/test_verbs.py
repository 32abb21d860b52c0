"""What a person meets at the keyboard: one sentence, code 1, no traceback."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ramo.launch.environment import prepare_environment
from ramo.launch.errors import AlreadyRunning, PortTaken
from ramo.launch.listening import listen
from ramo.launch.occupancy import holder_of, occupy
from ramo.launch.places import CHECKOUT, DataFolder
from ramo.launch.tests.conftest import environment, ramo
from ramo.launch.verbs import OWN_VERBS


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        pytest.param({"RAMO_DATA": "/proc/nowhere"}, "/proc/nowhere", id="no such place"),
        pytest.param(
            {"DATABASE_URL": "postgresql:///x?host=/nowhere"}, "The database cannot be used", id="no database"
        ),
        pytest.param({"RAMO_PG_BIN": "/nowhere"}, "RAMO_PG_BIN names /nowhere", id="no programs"),
    ],
)
def test_what_a_person_can_cause_ends_in_a_sentence(
    empty_data: DataFolder, extra: dict[str, str], sentence: str
) -> None:
    done = ramo(empty_data, "serve", "--port=0", **extra)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_may_be_written_with_dashes(empty_data: DataFolder) -> None:
    done = ramo(empty_data, "create-staff", "--help")
    assert done.returncode == 0, done.stderr
    assert "usage: ramo create_staff" in done.stdout


def test_called_without_a_verb_it_names_its_own(empty_data: DataFolder) -> None:
    done = ramo(empty_data)
    assert done.returncode == 2
    assert all(f"ramo {verb}" in done.stdout for verb in OWN_VERBS)
    assert not (empty_data.path / "postgres").exists()


def test_doctor_names_what_to_do_about_a_database_never_prepared(empty_data: DataFolder) -> None:
    done = ramo(empty_data, "doctor", LC_ALL="C")
    assert done.returncode == 1
    assert "✗ tables are older than the files" in done.stdout
    assert "→ start the site once" in done.stdout


def test_the_key_of_sessions_is_made_once_and_kept_private(
    empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = set()
    for _ in range(2):
        monkeypatch.setenv("RAMO_SECRET_KEY", "")
        monkeypatch.setenv("DATABASE_URL", "")
        monkeypatch.setenv("RAMO_DATA", "")
        prepare_environment(empty_data, "postgresql:///x")
        keys.add(os.environ["RAMO_SECRET_KEY"])
    assert keys == {empty_data.secret_key_file.read_text()}
    assert len(keys.pop()) >= 50
    assert empty_data.secret_key_file.stat().st_mode & 0o777 == 0o600


def test_the_wrapper_works_from_any_folder(empty_data: DataFolder) -> None:
    if not (CHECKOUT / ".venv").exists():
        pytest.skip("the packages are not in .venv here")
    done = subprocess.run(
        [CHECKOUT / "bin" / "ramo", "backup", "--help"],
        cwd="/",
        env=environment(empty_data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "usage: ramo backup" in done.stdout


def test_a_data_folder_has_one_holder_whom_others_can_name(empty_data: DataFolder) -> None:
    with occupy(empty_data, "serve") as occupancy:
        occupancy.announce(address="http://localhost:8000")
        with pytest.raises(AlreadyRunning, match="already runs at http://localhost:8000"), occupy(empty_data, "serve"):
            pass
        holder = holder_of(empty_data)
        assert holder is not None
        assert holder.pid == os.getpid()
    assert holder_of(empty_data) is None


def test_what_a_killed_holder_left_written_does_not_count(empty_data: DataFolder) -> None:
    empty_data.running_file.write_text('{"pid": 1, "purpose": "serve", "address": "http://localhost:8000"}')
    assert holder_of(empty_data) is None


def test_an_address_that_may_hold_a_password_is_private(empty_data: DataFolder) -> None:
    with occupy(empty_data, "serve"):
        assert empty_data.running_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.enable_socket
@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("no.such.name.invalid", 8000)])
def test_an_impossible_address_is_refused_in_a_sentence(host: str, port: int) -> None:
    with pytest.raises(PortTaken) as refused, listen(host, port):
        pass
    assert host in str(refused.value)


def test_both_commands_call_the_same_installer() -> None:
    recipes = (CHECKOUT / "Makefile").read_text()
    assert recipes.count("bin/environment") == 2
    assert os.access(CHECKOUT / "bin" / "environment", os.X_OK)


def test_the_installer_says_how_it_is_used(tmp_path: Path) -> None:
    done = subprocess.run([CHECKOUT / "bin" / "environment"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "run|dev" in done.stderr
