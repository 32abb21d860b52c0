"""Restarting with growing patience, and ending in order."""

from __future__ import annotations

import pytest

from ramo.launch import supervisor
from ramo.launch.errors import ServerFailed
from ramo.launch.supervisor import LONGEST_PAUSE_SECONDS, STEADY_AFTER_SECONDS, Supervisor, Watch


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


class Puppet:
    """A service that lives and dies as told, and writes down what was done to it."""

    def __init__(self, name: str, diary: list[str]) -> None:
        self.name, self.diary, self.alive, self.refuses = name, diary, False, False

    def start(self) -> None:
        self.diary.append(f"start {self.name}")
        if self.refuses:
            raise ServerFailed("not today")
        self.alive = True

    def is_alive(self) -> bool:
        return self.alive

    def ask_to_stop(self) -> None:
        self.diary.append(f"ask {self.name}")

    def stop(self) -> None:
        self.diary.append(f"stop {self.name}")
        self.alive = False


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(supervisor, "time", clock)
    return clock


def pause_before_restart(watch: Watch, clock: Clock) -> float:
    ended_at = clock.now
    while not watch.service.is_alive():
        watch.tend()
        clock.now += 0.25
    return clock.now - ended_at


def test_each_early_end_doubles_the_pause_up_to_a_limit(clock: Clock) -> None:
    puppet = Puppet("web", [])
    watch = Watch("web", puppet)
    watch.start()
    pauses = []
    for _ in range(7):
        puppet.alive = False
        pauses.append(pause_before_restart(watch, clock))
    assert pauses == sorted(pauses)
    assert pauses[2] > 1.5 * pauses[1]
    assert pauses[-1] <= LONGEST_PAUSE_SECONDS + 1


def test_a_service_that_has_been_steady_is_restarted_soon_again(clock: Clock) -> None:
    puppet = Puppet("web", [])
    watch = Watch("web", puppet, pause=LONGEST_PAUSE_SECONDS)
    watch.start()
    clock.now += STEADY_AFTER_SECONDS + 1
    puppet.alive = False
    assert pause_before_restart(watch, clock) <= 1


def test_a_refused_restart_is_tried_again(clock: Clock) -> None:
    diary: list[str] = []
    puppet = Puppet("database", diary)
    watch = Watch("database", puppet)
    watch.start()
    puppet.alive, puppet.refuses = False, True
    for _ in range(20):
        watch.tend()
        clock.now += 1
    puppet.refuses = False
    pause_before_restart(watch, clock)
    assert diary.count("start database") > 3


def test_nothing_is_restarted_while_the_database_is_down(clock: Clock) -> None:
    diary: list[str] = []
    database, worker = Puppet("database", diary), Puppet("worker", diary)
    house = Supervisor([Watch("database", database), Watch("worker", worker)])
    house.start_all_but([])
    database.alive = worker.alive = False
    database.refuses = True
    for _ in range(50):
        house.tend()
        clock.now += 1
    assert diary.count("start worker") == 1
    database.refuses = False
    for _ in range(50):
        house.tend()
        clock.now += 1
    assert diary.count("start worker") == 2


def test_the_database_ends_last_and_is_not_asked_before(clock: Clock) -> None:
    diary: list[str] = []
    names = ("database", "web", "worker")
    house = Supervisor([Watch(name, Puppet(name, diary)) for name in names])
    house.start_all_but([])
    diary.clear()
    house.stop()
    assert diary == ["ask web", "ask worker", "stop worker", "stop web", "stop database"]
