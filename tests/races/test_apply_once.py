"""Lists of one source written at one moment go one after the other; without the turn they mix."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from threading import Barrier, BrokenBarrierError, Event
from typing import Any

import pytest
from django.db import connection

from ramo.accounts.models import User
from ramo.harvest import actions, intake_actions, run_actions
from ramo.harvest.errors import WrittenAlready
from ramo.harvest.models import PlaceQuestion, Source, Upload
from ramo.harvest.plan import Plan
from ramo.harvest.run_actions import plan_for
from ramo.harvest.tests.factories import brought, jobs, make_source, table
from ramo.kit.fetch import Fetched, Status
from ramo.listings.actions import standing_of
from ramo.listings.models import Vacancy
from ramo.network.tests.factories import make_settlement
from ramo.resources.tests.factories import make_area
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = {*range(1, 9)}, {*range(7), 20}


@contextmanager
def both_planned_before_either_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever has planned waits for the other; who alone has the turn gives up waiting and goes on."""
    meeting = Barrier(2)

    def plan_and_wait(*known: Any, **more: Any) -> Plan:
        plan = plan_for(*known, **more)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=2)
        return plan

    with monkeypatch.context() as patch:
        patch.setattr(intake_actions, "plan_for", plan_and_wait)
        patch.setattr(run_actions, "plan_for", plan_and_wait)
        yield


def write(upload: Upload, by: User) -> bool:
    try:
        intake_actions.apply_upload(upload, is_accepted=False, by=by)
    except WrittenAlready:
        return False
    finally:
        connection.close()
    return True


def together(*presses: Callable[[], bool]) -> list[bool]:
    with ThreadPoolExecutor(len(presses)) as threads:
        return [each.result() for each in [threads.submit(press) for press in presses]]


def two_lists(cast: Cast) -> tuple[Source, list[Callable[[], bool]]]:
    source = make_source()
    before = brought(source, jobs(range(8)), by=cast.office)
    intake_actions.apply_upload(before, is_accepted=False, by=cast.office)
    lists = [brought(source, jobs(numbers), by=cast.office) for numbers in (FIRST, SECOND)]
    return source, [partial(write, each, cast.office) for each in lists]


def numbers_of(source: Source) -> set[int]:
    return {int(each) for each in standing_of(source.pk)}


def test_two_lists_at_once_leave_one_of_them_whole(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source, presses = two_lists(cast)
    with both_planned_before_either_writes(monkeypatch):
        assert together(*presses) == [True, True]
    assert numbers_of(source) in (FIRST, SECOND)


def test_control_without_the_turn_two_lists_mix(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source, presses = two_lists(cast)
    monkeypatch.setattr(intake_actions, "_take_turn", lambda upload: Source.objects.get(pk=upload.source_id))
    with both_planned_before_either_writes(monkeypatch):
        together(*presses)
    assert numbers_of(source) not in (FIRST, SECOND)


def test_two_presses_write_an_upload_once(cast: Cast) -> None:
    source = make_source()
    upload = brought(source, jobs(range(8)), by=cast.office)
    press = partial(write, upload, cast.office)
    assert sorted(together(press, press)) == [False, True]
    assert source.runs.count() == 1


# — two runs of a web source: by the clock, and by hand —


def go_there(source: Source, numbers: set[int]) -> bool:
    answer = Fetched(Status.OK, source.address, content=jobs(numbers), content_type="text/csv")
    try:
        return run_actions.run_source(source, fetch=lambda *_known, **_more: answer).is_applied
    finally:
        connection.close()


def two_runs() -> tuple[Source, list[Callable[[], bool]]]:
    source = make_source(address="http://dbt.example.bg/jobs.csv")
    go_there(source, {*range(8)})
    return source, [partial(go_there, Source.objects.get(pk=source.pk), each) for each in (FIRST, SECOND)]


def test_two_runs_at_once_leave_one_list_whole(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source, runs = two_runs()
    with both_planned_before_either_writes(monkeypatch):
        assert together(*runs) == [True, True]
    assert numbers_of(source) in (FIRST, SECOND)


def test_control_without_the_turn_two_runs_mix(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source, runs = two_runs()
    monkeypatch.setattr(run_actions, "take_turn", lambda key: Source.objects.get(pk=key))
    with both_planned_before_either_writes(monkeypatch):
        together(*runs)
    assert numbers_of(source) not in (FIRST, SECOND)


# — two answers to questions of one source —


@contextmanager
def both_read_before_either_writes(
    monkeypatch: pytest.MonkeyPatch, take_turn: Callable[[str], Source]
) -> Iterator[None]:
    meeting = Barrier(2)

    def take_and_wait(key: str) -> Source:
        source = take_turn(key)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=2)
        return source

    with monkeypatch.context() as patch:
        patch.setattr(actions, "take_turn", take_and_wait)
        yield


def two_answers(cast: Cast) -> tuple[Source, list[Callable[[], bool]]]:
    make_area()
    source, place = make_source(), make_settlement()
    for number, written in enumerate(("с. Абланица", "с. Бяла")):
        PlaceQuestion.objects.create(
            source=source,
            external_id=str(number),
            kind=source.kind,
            title="Шивач",
            written=written,
            candidates=[[place.pk, place.name_bg]],
            fields={"title": f"Шивач {number}", "employer": "Текстил", "settlement": written},
        )

    def answer(question: PlaceQuestion) -> bool:
        try:
            return actions.answer_place(question, place, by=cast.office) == 1
        finally:
            connection.close()

    return source, [partial(answer, each) for each in PlaceQuestion.objects.all()]


def test_two_answers_at_once_are_both_remembered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source, answers = two_answers(cast)
    with both_read_before_either_writes(monkeypatch, run_actions.take_turn):
        assert together(*answers) == [True, True]
    source.refresh_from_db()
    assert len(source.places) == 2
    assert numbers_of(source) == {0, 1}


def test_control_without_the_turn_one_answer_is_forgotten(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source, answers = two_answers(cast)
    with both_read_before_either_writes(monkeypatch, lambda key: Source.objects.get(pk=key)):
        together(*answers)
    source.refresh_from_db()
    assert len(source.places) == 1


def test_an_answer_that_waited_for_a_run_writes_nothing_that_the_run_settled(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list says the place itself by now: what the old question held must not come back over it."""
    source, (answer, _other) = two_answers(cast)
    planned, may_go = Event(), Event()

    def plan_and_wait(*known: Any, **more: Any) -> Plan:
        plan = plan_for(*known, **more)
        planned.set()
        may_go.wait(1)
        return plan

    monkeypatch.setattr(intake_actions, "plan_for", plan_and_wait)
    upload = brought(source, table("0;Крояч;Текстил;с. Росен дол;;"), by=cast.office)
    with ThreadPoolExecutor(2) as threads:
        run = threads.submit(write, upload, cast.office)
        assert planned.wait(20)
        answered = threads.submit(answer)
        assert run.result()
        answered.result()
    assert Vacancy.objects.get().title == "Крояч"
