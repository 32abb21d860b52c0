"""The house as one tree of processes: what happens to it when parts of it are killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time

import psycopg
import pytest

from ramo.launch import processes
from ramo.launch.database import embedded_cluster, started
from ramo.launch.places import DataFolder
from ramo.launch.tests.conftest import House, children_of, database_answers, ramo, wait_until

pytestmark = pytest.mark.enable_socket


def page_answers(house: House) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def kill(house: House, telling: str) -> int:
    pid = house.child(telling)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not processes.is_alive(pid))
    return pid


def test_a_killed_database_comes_back_with_all_it_had_promised(house: House) -> None:
    url = house.holder.database_url
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('рамо')")
    kill(house, "bin/postgres")
    assert wait_until(lambda: database_answers(url))
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("рамо",)
    assert page_answers(house)


def test_a_killed_web_worker_is_replaced_while_pages_go_on(house: House) -> None:
    master = house.child("ramo.launch.web")
    assert master is not None
    victim = children_of(master)[0]
    os.kill(victim, signal.SIGKILL)
    assert page_answers(house)
    assert wait_until(lambda: len([pid for pid in children_of(master) if pid != victim]) == 2)


def test_a_killed_web_server_refuses_nobody_and_comes_back(house: House) -> None:
    killed = kill(house, "ramo.launch.web")
    assert page_answers(house), "the caller waits in the parent's socket until the new web server answers"
    assert house.child("ramo.launch.web") not in {None, killed}


def test_a_killed_worker_is_started_again(house: House) -> None:
    killed = kill(house, "procrastinate")
    assert wait_until(lambda: house.child("procrastinate") not in {None, killed})


def test_when_the_parent_is_killed_nothing_is_left_and_the_data_can_be_taken_up(doomed_house: House) -> None:
    family = doomed_house.process_ids()
    assert len(family) > 5
    doomed_house.parent.kill()
    doomed_house.parent.wait()
    with started(embedded_cluster(doomed_house.data)) as url:
        assert database_answers(url)
    assert wait_until(lambda: not any(processes.is_alive(pid) for pid in family))


def test_a_stop_signal_ends_all_within_seconds(doomed_house: House) -> None:
    family = doomed_house.process_ids()
    asked_at = time.monotonic()
    assert doomed_house.stop() == 0
    assert time.monotonic() - asked_at < 8
    assert not any(processes.is_alive(pid) for pid in family)
    assert "Ramo has ended." in doomed_house.messages


def test_a_second_start_on_the_same_data_is_refused_in_one_sentence(house: House) -> None:
    second = ramo(house.data, "serve", "--port=0")
    assert second.returncode == 1
    assert second.stderr.startswith(f"Ramo already runs at {house.holder.address} ")
    assert second.stderr.count("\n") == 1


def test_a_command_works_in_the_database_of_the_running_house(house: House) -> None:
    done = ramo(house.data, "showmigrations", "accounts")
    assert done.returncode == 0, done.stderr
    assert "[X] 0001_initial" in done.stdout


def test_doctor_finds_the_running_house_well(house: House) -> None:
    assert wait_until(lambda: "✓ the worker is alive" in ramo(house.data, "doctor").stdout)
    done = ramo(house.data, "doctor")
    assert "✗" not in done.stdout
    assert done.returncode == 0


def test_a_taken_port_is_named_with_the_way_out(empty_data: DataFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = ramo(empty_data, "serve", f"--port={port}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken by another program")
    assert 'ARGS="--port ' in done.stderr
    assert not (empty_data.path / "postgres").exists()
