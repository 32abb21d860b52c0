"""Dates that move while libraries join: nobody is left on the old ones, everybody is told once, whoever dies."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections

from ramo.accounts.models import User
from ramo.campaigns import actions, following_actions, jobs, joining_actions, planning, telling
from ramo.campaigns.data import EditionData
from ramo.campaigns.models import Edition, LibraryTask, Participation
from ramo.campaigns.tests.factories import make_edition
from ramo.events.models import Event as Happening
from ramo.invitations.models import ExpertRequest
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.network.tests.factories import make_library, make_user
from ramo.tasks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6
LATER = timedelta(days=14)
ALL = "a test looks at everything"


@pytest.fixture
def people() -> list[tuple[Library, User]]:
    libraries = [make_library(f"90{number:02}", name_bg=f"Светлина {number}") for number in range(AT_ONCE)]
    return [
        (each, make_user(f"l{number}@rosendol.example", Role.LIBRARIAN, library=each))
        for number, each in enumerate(libraries)
    ]


@pytest.fixture
def edition() -> Edition:
    return make_edition()


def moved(edition: Edition) -> EditionData:
    data = EditionData(kit=edition.kit_id, anchor_on=edition.anchor_on + LATER)
    return replace(data, starts_on=edition.starts_on, ends_on=edition.ends_on + LATER)


def together(*acts: Callable[[], object]) -> None:
    start = Barrier(len(acts), timeout=20)

    def press(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(press, acts))


def on_old_days() -> int:
    """Tasks of libraries that lie behind those of the edition, and that nobody is going to move."""
    rows = Participation.objects.across_libraries(ALL).select_related("edition")
    followed = [each.pk for each in rows if each.version == each.edition.version]
    tasks = LibraryTask.objects.filter(participation__in=followed).select_related("task")
    return sum(each.due_on != each.task.due_on for each in tasks)


def test_who_joins_while_the_dates_move_ends_on_the_new_ones(
    edition: Edition, people: list[tuple[Library, User]]
) -> None:
    joins = [lambda one=one, by=by: joining_actions.join(edition, one, by=by) for one, by in people]
    together(lambda: actions.rewrite(edition, moved(edition), by=None), *joins)
    jobs.follow_moves()
    assert on_old_days() == 0
    assert Participation.objects.across_libraries(ALL).count() == AT_ONCE


def read_before_the_move(edition: Edition, library: Library, by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody joins and is slow between reading the edition and writing its tasks; the dates move meanwhile."""
    has_read, may_write = Event(), Event()
    write = joining_actions._write_tasks

    def slow(participation: Participation) -> Any:
        days = [(each.pk, each.due_on) for each in participation.edition.tasks.all()]
        has_read.set()
        may_write.wait(1.5)
        written = write(participation)
        old = dict(days)
        for each in written:
            LibraryTask.objects.filter(pk=each.pk).update(due_on=old[each.task_id])
        return list(participation.tasks.select_related("task__task"))

    def join() -> None:
        try:
            joining_actions.join(edition, library, by=by)
        finally:
            connection.close()

    def move() -> None:
        try:
            assert has_read.wait(20)
            actions.rewrite(edition, moved(edition), by=None)
        finally:
            may_write.set()
            connection.close()

    with monkeypatch.context() as patch, ThreadPoolExecutor(2) as threads:
        patch.setattr(joining_actions, "_write_tasks", slow)
        for running in [threads.submit(join), threads.submit(move)]:
            running.result()
    jobs.follow_moves()


def test_the_dates_wait_for_whoever_has_read_them(
    edition: Edition, people: list[tuple[Library, User]], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_before_the_move(edition, *people[0], monkeypatch)
    assert on_old_days() == 0
    assert Participation.objects.across_libraries(ALL).get().version == 2


def test_control_without_the_lock_somebody_stays_on_the_old_days(
    edition: Edition, people: list[tuple[Library, User]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a version read late and days read early would do: nobody is behind, and the days are the old ones."""

    def unlocked(found: Edition) -> Edition:
        return Edition.objects.whole().get(pk=found.pk)

    def version_at_the_end(participation: Participation) -> None:
        version = Edition.objects.get(pk=participation.edition_id).version
        Participation.objects.across_libraries(ALL).filter(pk=participation.pk).update(version=version)

    monkeypatch.setattr(joining_actions, "_shared", unlocked)
    monkeypatch.setattr(planning, "plan", lambda participation, *_args, **_kwargs: version_at_the_end(participation))
    read_before_the_move(edition, *people[0], monkeypatch)
    assert on_old_days() > 0


def test_workers_at_one_moment_tell_everybody_once(edition: Edition, people: list[tuple[Library, User]]) -> None:
    for library, by in people:
        joining_actions.join(edition, library, by=by)
    OutgoingMail.objects.all().delete()
    actions.rewrite(edition, moved(edition), by=None)
    together(*[jobs.follow_moves] * AT_ONCE)
    jobs.follow_moves()
    told = list(OutgoingMail.objects.filter(topic="campaign").values_list("to", flat=True))
    assert sorted(told) == sorted(by.email for _library, by in people)


@pytest.mark.parametrize("name", ["file_library_tasks", "tell_of_move"])
def test_whoever_dies_on_the_way_each_library_is_told_once(
    edition: Edition, people: list[tuple[Library, User]], name: str
) -> None:
    for library, by in people[:3]:
        joining_actions.join(edition, library, by=by)
    OutgoingMail.objects.all().delete()
    actions.rewrite(edition, moved(edition), by=None)
    killed_after(name)
    jobs.follow_moves()
    assert OutgoingMail.objects.filter(topic="campaign").count() == 3
    assert (on_old_days(), following_actions.behind()) == (0, [])


def killed_after(name: str) -> None:
    """A worker of its own that is killed when it has done `name` for the second library."""
    connections.close_all()
    child = os.fork()
    if not child:
        real, calls = getattr(telling, name), iter((False, True))

        def dying(*args: Any, **options: Any) -> Any:
            found = real(*args, **options)
            if next(calls):
                os.kill(os.getpid(), signal.SIGKILL)
            return found

        setattr(telling, name, dying)
        try:
            jobs.follow_moves()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the job never came there"


def test_a_double_click_joins_once(edition: Edition, people: list[tuple[Library, User]]) -> None:
    library, by = people[0]
    together(*[lambda: joining_actions.join(edition, library, by=by)] * AT_ONCE)
    assert Participation.objects.for_library(library).count() == 1
    assert (LibraryTask.objects.count(), Happening.objects.count(), ExpertRequest.objects.count()) == (4, 2, 0)
    assert Task.objects.filter(key__startswith="campaign-task:").count() == 4
