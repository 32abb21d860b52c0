"""Two people who press at one moment write one register; without the lock the second writes over the first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.network import register_actions
from ramo.network.errors import ChangedMeanwhile, NothingToWrite
from ramo.network.models import Library
from ramo.network.register_update import prepare
from ramo.network.roles import Role
from ramo.network.tests.factories import make_library, make_user

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "reg_no,status_bg,name_bg,district_bg,municipality_bg,settlement_bg\n"


@pytest.fixture
def office() -> User:
    make_library()
    return make_user("office@ramo.example", Role.OFFICE)


def line(name: str) -> bytes:
    district = Library.objects.get().district.name_bg
    return f"{HEAD}77,Действащо,{name},{district},Няма,СЕЛО НЯМА\n".encode()


@contextmanager
def both_read_before_either_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever has read waits for the other; who alone holds the lock gives up waiting and goes on."""
    meeting = Barrier(2)

    def read_and_wait(content: bytes) -> Any:
        update = prepare(content)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)
        return update

    with monkeypatch.context() as patch:
        patch.setattr(register_actions, "prepare", read_and_wait)
        yield


def press_together(by: User) -> list[str]:
    looked_through = {name: (line(name), prepare(line(name)).digest) for name in ("Изгрев", "Залез")}

    def press(name: str) -> str:
        content, seen = looked_through[name]
        try:
            register_actions.write_register(content, seen=seen, by=by)
        except (ChangedMeanwhile, NothingToWrite) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return name

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(press, looked_through))


def test_of_two_registers_at_one_moment_the_second_is_looked_through_again(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with both_read_before_either_writes(monkeypatch):
        outcomes = press_together(office)
    assert "ChangedMeanwhile" in outcomes
    assert Library.objects.get(pk="77").name_bg in outcomes
    assert AuditEntry.objects.filter(verb="put register").count() == 1


def test_control_without_the_lock_one_writes_over_the_other(office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_actions, "_wait_for_others", lambda: None)
    with both_read_before_either_writes(monkeypatch):
        outcomes = press_together(office)
    assert sorted(outcomes) == ["Залез", "Изгрев"]
    assert AuditEntry.objects.filter(verb="put register").count() == 2
