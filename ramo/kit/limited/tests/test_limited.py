"""Foreign bytes can waste only what they were given."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from ramo.kit import limited
from ramo.kit.limited import Allowance, Overrun, Ran, call

HERE = "ramo.kit.limited.tests.prisoners"


def run(name: str, content: bytes = b"", argument: str = "", **allowed: float) -> Ran:
    """Patient on the clock, unless the test is about it: a busy machine is no overrun."""
    allowance = Allowance(**{"wall_seconds": 60, **allowed})  # type: ignore[arg-type]
    return limited.run(f"{HERE}:{name}", content, argument=argument, allowance=allowance)


def test_answer_comes_back() -> None:
    assert run("shout", b"abc" * 1_000_000, "!") == Ran(b"ABC" * 1_000_000 + b"!")


def test_memory_is_limited() -> None:
    assert run("eat_memory", argument="100000000").overrun is None
    assert run("eat_memory", argument="400000000").overrun is Overrun.MEMORY


def test_cpu_is_limited() -> None:
    assert run("spin", cpu_seconds=1, wall_seconds=20).overrun is Overrun.CPU


def test_wall_clock_is_limited() -> None:
    began = time.monotonic()
    assert run("sleep", wall_seconds=0.3).overrun is Overrun.WALL
    assert time.monotonic() - began < 5


def test_length_of_the_answer_is_limited() -> None:
    assert run("say_much", argument="1000", answer_bytes=1000) == Ran(bytes(1000))
    assert run("say_much", argument="2000000", answer_bytes=1000).overrun is Overrun.ANSWER


def test_what_a_function_raises_is_a_value() -> None:
    assert run("fail") == Ran(overrun=Overrun.FAILED, detail="ValueError: Ъгъл")


def test_crash_is_a_value_and_the_next_call_works() -> None:
    assert run("crash").overrun is Overrun.CRASHED
    assert run("shout", b"a").answer == b"A"


@pytest.mark.parametrize("name", ["open_socket", "open_file", "start_process", "lift_limits"])
def test_child_reaches_neither_network_nor_files_nor_other_processes(name: str) -> None:
    assert run(name).overrun is Overrun.FAILED


def test_module_that_was_not_imported_before_is_not_there() -> None:
    """Libraries that try an import and do without it work on."""
    assert run("import_late", argument="this").answer == b"not there"
    assert run("import_late", argument="json").answer == b"there"


def test_child_holds_no_descriptor_but_its_answer() -> None:
    assert len(run("descriptors").answer.split(b",")) == 3  # two to nowhere, one to us


def test_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAMO_SECRET_KEY", "x")
    call._forget()  # a keeper that starts now could see it
    names = run("environment").answer.decode().split()
    assert not [name for name in names if "RAMO" in name or "DATABASE" in name or "DJANGO" in name]


def test_unknown_function_is_a_value() -> None:
    assert limited.run("ramo.kit.nowhere:nothing", b"").overrun is Overrun.FAILED


def test_killed_keeper_is_replaced() -> None:
    run("shout")
    assert call._keeper is not None
    process = call._keeper[0]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert run("shout", b"a").answer == b"A"


def test_child_ends_when_its_caller_hangs_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call, "_GRACE_SECONDS", -29.8)
    assert run("sleep", wall_seconds=30).overrun is Overrun.WALL
    deadline = time.monotonic() + 5
    while _children_of_the_keeper() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _children_of_the_keeper() == []


def test_forked_process_starts_a_keeper_of_its_own() -> None:
    run("shout")
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(theirs, b"none" if call._keeper is None else b"inherited")
        os._exit(0)
    os.waitpid(child, 0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as answer:
        assert answer.read() == b"none"


def test_calls_from_many_threads_get_their_own_answers() -> None:
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        answers[number] = run("shout", str(number).encode() * 1000).answer

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: str(number).encode() * 1000 for number in range(8)}


def test_each_call_has_a_child_of_its_own() -> None:
    assert run("own_number").answer != run("own_number").answer


def _children_of_the_keeper() -> list[str]:
    assert call._keeper is not None
    number = call._keeper[0].pid
    return Path(f"/proc/{number}/task/{number}/children").read_text().split()
