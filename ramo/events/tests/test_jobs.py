"""Reminders once the day before, a question after the end, and the catalogue without what is over."""

from datetime import datetime, timedelta

import pytest
import time_machine

from ramo.events import actions, jobs
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.search.models import IndexCard
from ramo.seats import actions as seats
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import at, begun_event, host_of, make_event, register

pytestmark = pytest.mark.django_db


def day_before(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment - timedelta(days=1))


def test_who_comes_tomorrow_is_reminded_once_and_who_waits_is_not(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1, starts_at=at(days=3))
    register(event, email="penka@example.bg")
    register(event, email="georgi@example.bg")
    OutgoingMail.objects.all().delete()
    assert jobs.remind_of_tomorrow() == 0
    with day_before(event.starts_at):
        assert [jobs.remind_of_tomorrow() for _ in range(2)] == [1, 0]
    assert OutgoingMail.objects.get().to == "penka@example.bg"


def test_a_reminder_says_hour_and_library_and_never_the_topic(cast: Cast) -> None:
    event = make_event(cast.library, area="health", title="Разговор за диабета", starts_at=at(days=3))
    register(event, email="penka@example.bg")
    with day_before(event.starts_at):
        jobs.remind_of_tomorrow()
    letter = OutgoingMail.objects.latest("pk")
    assert letter.subject.startswith("Напомняне: утре, 10:00")
    assert "диабет" not in (letter.subject + letter.text + letter.html).casefold()


def test_of_a_series_each_date_is_reminded_of(cast: Cast) -> None:
    from .test_actions import series

    events = series(cast.library, 2, is_registered_once=True, starts_at=at(days=3))
    register(events[0], email="penka@example.bg")
    for event in events:
        with day_before(event.starts_at):
            assert jobs.remind_of_tomorrow() == 1


def test_people_with_a_phone_only_are_a_task_of_the_library(cast: Cast) -> None:
    event = make_event(cast.library, starts_at=at(days=3))
    register(event, phone="088 000 0001")
    with day_before(event.starts_at):
        jobs.remind_of_tomorrow()
    assert Task.objects.get(key__startswith="events.remind").scope == cast.library.scope


def test_what_is_called_off_or_given_up_is_not_reminded_of(cast: Cast) -> None:
    event = make_event(cast.library, starts_at=at(days=3))
    claim = register(event, email="penka@example.bg")
    register(event, email="georgi@example.bg")
    seats.leave(claim)
    actions.call_off(event, by=cast.own_librarian)
    with day_before(event.starts_at):
        assert jobs.remind_of_tomorrow() == 0


def test_a_library_is_asked_once_how_many_came_and_the_answer_settles_it(cast: Cast) -> None:
    event = make_event(cast.library, starts_at=at(days=1))
    with time_machine.travel(event.ends_at + timedelta(minutes=1)):
        assert [jobs.ask_for_counts() for _ in range(2)] == [1, 0]
        task = Task.objects.get(key__startswith="events.count")
        actions.did_not_happen(host_of(event), by=cast.own_librarian)
    task.refresh_from_db()
    assert task.settled_at


def test_what_goes_on_is_not_asked_about_yet(cast: Cast) -> None:
    begun_event(cast.library)
    assert jobs.ask_for_counts() == 0


def test_what_ended_leaves_the_catalogue_by_the_minute(cast: Cast) -> None:
    event = make_event(cast.library, starts_at=at(days=1))
    make_event(cast.library, starts_at=at(days=9))
    assert IndexCard.objects.filter(kind="event").count() == 2
    with time_machine.travel(event.ends_at + timedelta(minutes=1)):
        jobs.archive()
    assert IndexCard.objects.filter(kind="event").count() == 1
    assert clock.today() < event.starts_on
