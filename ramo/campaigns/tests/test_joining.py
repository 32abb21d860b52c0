"""A library joins in one press, does its tasks, leaves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ramo.campaigns import actions, joining_actions
from ramo.campaigns.errors import DayOutside, NotCovered, NotInNetwork, NotJoined, NotOpen
from ramo.campaigns.models import LibraryTask, Participation, Planned
from ramo.events import actions as events
from ramo.events.models import Event
from ramo.events.writing import data_of
from ramo.invitations.models import ExpertRequest
from ramo.kit import clock
from ramo.network.models import Library
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import in_days, joined, make_edition, task_of


def test_joining_gives_every_task_that_happens_here_with_its_day(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    days = dict(mine.tasks.values_list("task__task__code", "due_on"))
    assert days == {"t2": in_days(30), "t3": in_days(40), "t4": in_days(50), "t5": in_days(67)}


def test_each_task_waits_at_the_desk_until_its_day(cast: Cast) -> None:
    joined(make_edition(), cast.library, cast.own_librarian)
    waiting = Task.objects.open_for([cast.library.scope]).filter(key__startswith="campaign-task")
    assert [task.due_on for task in waiting] == [in_days(30), in_days(40), in_days(50), in_days(67)]
    assert "Обаждаме се на офиса." in waiting[0].text


def test_joining_writes_drafts_of_the_events(cast: Cast) -> None:
    joined(make_edition(cast.other_institution), cast.library, cast.own_librarian)
    lesson, afternoon = Event.objects.order_by("starts_at")
    assert (lesson.kind, lesson.state, lesson.organiser) == ("school", "draft", cast.library)
    assert afternoon.local_start.hour == 14
    assert afternoon.starts_on >= in_days(50)


def test_a_draft_stands_on_a_working_day(cast: Cast) -> None:
    saturday = in_days(60) + timedelta(days=(5 - in_days(60 - 20).weekday()) % 7)
    joined(make_edition(anchor_on=saturday), cast.library, cast.own_librarian)
    assert all(event.starts_on.weekday() < 5 for event in Event.objects.all())


def test_the_partner_is_asked_for_somebody_who_speaks_and_for_hours(cast: Cast) -> None:
    joined(make_edition(cast.other_institution), cast.library, cast.own_librarian)
    asked = {request.what: request for request in ExpertRequest.objects.all()}
    assert set(asked) == {"talk", "hours"}
    assert {request.institution for request in asked.values()} == {cast.other_institution}
    assert [len(request.times_now) for request in asked.values()] == [2, 2]


def test_what_becomes_of_a_talk_is_the_draft_that_stands(cast: Cast) -> None:
    joined(make_edition(cast.other_institution), cast.library, cast.own_librarian)
    planned = Planned.objects.select_related("event", "request").get(task__task__code="t3")
    assert planned.event
    assert planned.request
    assert planned.event.submission == planned.request.submission


def test_without_a_partner_nobody_is_asked(cast: Cast) -> None:
    joined(make_edition(), cast.library, cast.own_librarian)
    assert not ExpertRequest.objects.exists()
    assert Event.objects.count() == 2


def test_a_second_press_changes_nothing(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    first = joined(edition, cast.library, cast.own_librarian)
    assert joined(edition, cast.library, cast.own_librarian) == first
    assert (Event.objects.count(), ExpertRequest.objects.count(), LibraryTask.objects.count()) == (2, 2, 4)


def test_a_second_press_days_later_leaves_the_days_as_they_were(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_edition(anchor_on=in_days(15))
    mine = joined(edition, cast.library, cast.own_librarian)
    days = dict(mine.tasks.values_list("task__task__code", "due_on"))
    later = in_days(9)
    monkeypatch.setattr(clock, "today", lambda: later)
    again = joined(edition, cast.library, cast.own_librarian)
    assert dict(again.tasks.values_list("task__task__code", "due_on")) == days


def test_who_joins_late_has_a_week_for_what_was_due(cast: Cast) -> None:
    edition = make_edition(anchor_on=in_days(15))
    mine = joined(edition, cast.library, cast.own_librarian)
    days = dict(mine.tasks.values_list("task__task__code", "due_on"))
    assert (days["t2"], days["t4"], days["t5"]) == (in_days(7), in_days(5), in_days(22))
    assert all(event.starts_at > clock.now() for event in Event.objects.all())


def test_the_invitation_is_settled_by_joining(cast: Cast) -> None:
    edition = make_edition()
    invitations = Task.objects.filter(key__startswith="campaign-join", settled_at=None)
    assert invitations.count() == 2
    joined(edition, cast.library, cast.own_librarian)
    assert list(invitations.values_list("scope", flat=True)) == [cast.other_library.scope]


def test_nobody_joins_a_draft(cast: Cast) -> None:
    with pytest.raises(NotOpen):
        joined(make_edition(is_open=False), cast.library, cast.own_librarian)


def test_nobody_joins_after_the_last_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_edition()
    after = edition.ends_on + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: after)
    with pytest.raises(NotOpen):
        joined(edition, cast.library, cast.own_librarian)


def test_a_library_outside_the_network_cannot_join(cast: Cast) -> None:
    Library.objects.filter(pk=cast.library.pk).update(left_on=clock.today())
    cast.library.refresh_from_db()
    with pytest.raises(NotInNetwork):
        joined(make_edition(), cast.library, cast.own_librarian)


def test_a_library_of_another_district_cannot_join_what_is_not_for_it(cast: Cast) -> None:
    edition = make_edition(districts=(cast.other_district.pk,))
    with pytest.raises(NotCovered):
        joined(edition, cast.library, cast.own_librarian)
    assert joined(edition, cast.other_library, cast.other_librarian)


def test_a_real_library_joins_no_example(cast: Cast) -> None:
    with pytest.raises(NotCovered):
        joined(make_edition(is_demo=True), cast.library, cast.own_librarian)


def test_a_done_task_leaves_the_desk_and_comes_back_when_it_was_not(cast: Cast) -> None:
    task = task_of(joined(make_edition(), cast.library, cast.own_librarian), "t2")
    joining_actions.mark_done(task, by=cast.own_librarian)
    assert not Task.objects.filter(key=task.key, settled_at=None).exists()
    joining_actions.mark_done(task, by=cast.own_librarian, is_done=False)
    assert Task.objects.get(key=task.key, settled_at=None).due_on == task.due_on


def test_a_day_of_ones_own_is_the_day_at_the_desk(cast: Cast) -> None:
    task = task_of(joined(make_edition(), cast.library, cast.own_librarian), "t2")
    joining_actions.set_own_day(task, in_days(35), by=cast.own_librarian)
    assert Task.objects.get(key=task.key).due_on == in_days(35)
    task.refresh_from_db()
    assert (task.own_on, task.due_on) == (in_days(35), in_days(30))


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2099, 1, 1)], ids=["before", "after"])
def test_a_day_of_ones_own_lies_within_the_campaign(cast: Cast, day: date) -> None:
    task = task_of(joined(make_edition(), cast.library, cast.own_librarian), "t2")
    with pytest.raises(DayOutside):
        joining_actions.set_own_day(task, day, by=cast.own_librarian)


def test_leaving_takes_back_what_nobody_touched(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    joined(edition, cast.library, cast.own_librarian)
    joining_actions.leave(edition, cast.library, by=cast.own_librarian)
    assert not Event.objects.exists()
    assert set(ExpertRequest.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not Task.objects.open_for([cast.library.scope]).filter(key__startswith="campaign").exists()


def test_leaving_keeps_a_draft_into_which_somebody_wrote(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    joined(edition, cast.library, cast.own_librarian)
    lesson = Event.objects.whole().get(kind="school")
    events.amend(lesson, replace(data_of(lesson), title="Урок за 7. клас"), by=cast.own_librarian, vouched_as="")
    joining_actions.leave(edition, cast.library, by=cast.own_librarian)
    assert [event.title_bg for event in Event.objects.all()] == ["Урок за 7. клас"]


def test_leaving_keeps_what_was_published(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    joined(edition, cast.library, cast.own_librarian)
    lesson = Event.objects.get(kind="school")
    events.publish(lesson, by=cast.own_librarian, vouched_as="библиотеката")
    joining_actions.leave(edition, cast.library, by=cast.own_librarian)
    assert list(Event.objects.all()) == [lesson]


def test_who_comes_back_finds_what_was_done(cast: Cast) -> None:
    edition = make_edition()
    task = task_of(joined(edition, cast.library, cast.own_librarian), "t2")
    joining_actions.mark_done(task, by=cast.own_librarian)
    joining_actions.leave(edition, cast.library, by=cast.own_librarian)
    again = joined(edition, cast.library, cast.own_librarian)
    assert again.left_at is None
    assert task_of(again, "t2").done_on == clock.today()
    assert Participation.objects.for_library(cast.library).count() == 1
    assert Event.objects.count() == 2


def test_who_is_not_in_it_has_no_tasks_to_do(cast: Cast) -> None:
    edition = make_edition()
    with pytest.raises(NotJoined):
        joining_actions.leave(edition, cast.library, by=cast.own_librarian)


def test_nothing_is_done_after_the_close(cast: Cast) -> None:
    edition = make_edition()
    task = task_of(joined(edition, cast.library, cast.own_librarian), "t2")
    edition.closed_at = clock.now()
    edition.save()
    with pytest.raises(NotOpen):
        joining_actions.mark_done(task, by=cast.own_librarian)


def test_what_was_declined_is_asked_again_once(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    joined(edition, cast.library, cast.own_librarian)
    ExpertRequest.objects.filter(what="hours").update(state="declined", closed_at=clock.now())
    assert joining_actions.ask_anew(edition, cast.library, by=cast.own_librarian) == 1
    assert joining_actions.ask_anew(edition, cast.library, by=cast.own_librarian) == 0
    assert ExpertRequest.objects.filter(what="hours", state="sent").count() == 1


def test_the_office_of_the_place_is_asked_before_the_partner_in_the_capital(cast: Cast) -> None:
    from ramo.network.tests.factories import make_institution

    near = make_institution("tdnap", level="district", district=cast.district, parent=cast.other_institution)
    joined(make_edition(cast.other_institution), cast.library, cast.own_librarian)
    assert set(ExpertRequest.objects.values_list("institution", flat=True)) == {near.pk}


def test_confirming_is_of_the_partner_and_says_until_the_last_day(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    actions.confirm(edition, by=cast.other_partner)
    edition.refresh_from_db()
    assert (edition.verified_as, edition.valid_until) == ("НАП", edition.ends_on)
