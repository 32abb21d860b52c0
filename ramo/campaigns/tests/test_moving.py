"""Dates that move after libraries joined: what is not done goes along, what a person changed stays, all hear once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ramo.campaigns import actions, following_actions, jobs, joining_actions
from ramo.campaigns.data import EditionData
from ramo.campaigns.errors import AlreadyOver, DatesOutOfOrder, NotOpen, TaskOutside
from ramo.campaigns.models import Edition, Participation, Planned
from ramo.events import actions as events
from ramo.events.models import Event
from ramo.events.writing import data_of
from ramo.invitations.models import ExpertRequest
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import in_days, joined, make_edition, task_of

LATER = timedelta(days=14)


def moved(edition: Edition, by: timedelta = LATER, **changes: object) -> EditionData:
    data = EditionData(
        kit=edition.kit_id,
        anchor_on=edition.anchor_on + by,
        partner=edition.partner_id or "",
        starts_on=edition.starts_on,
        ends_on=edition.ends_on + by,
    )
    return replace(data, **changes)  # type: ignore[arg-type]


def move(edition: Edition, cast: Cast, by: timedelta = LATER, **changes: object) -> None:
    actions.rewrite(edition, moved(edition, by, **changes), by=cast.office)
    jobs.follow_moves()


def test_what_is_not_done_moves_along(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    move(edition, cast)
    assert task_of(mine, "t2").due_on == in_days(44)
    assert Task.objects.get(key=task_of(mine, "t2").key).due_on == in_days(44)


def test_what_is_done_stays_where_it_was(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    joining_actions.mark_done(task_of(mine, "t2"), by=cast.own_librarian)
    move(edition, cast)
    task = task_of(mine, "t2")
    assert (task.due_on, task.done_on) == (in_days(30), clock.today())
    assert not Task.objects.filter(key=task.key, settled_at=None).exists()


def test_a_day_of_ones_own_stays_and_the_new_one_stands_beside_it(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    joining_actions.set_own_day(task_of(mine, "t2"), in_days(33), by=cast.own_librarian)
    move(edition, cast)
    task = task_of(mine, "t2")
    assert (task.on, task.due_on) == (in_days(33), in_days(44))
    assert Task.objects.get(key=task.key).due_on == in_days(33)


def test_a_draft_as_we_wrote_it_moves_along(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    was = Event.objects.get(kind="school").starts_on
    move(edition, cast)
    lesson = Event.objects.get(kind="school")
    assert lesson.starts_on - was == LATER
    assert Planned.objects.get(event=lesson).written_at == lesson.starts_at


def test_a_draft_that_a_person_moved_stays(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    lesson = Event.objects.whole().get(kind="school")
    own = lesson.starts_at + timedelta(days=1)
    written = replace(data_of(lesson), starts_at=own, ends_at=own + timedelta(hours=1))
    events.amend(lesson, written, by=cast.own_librarian, vouched_as="")
    move(edition, cast)
    assert Event.objects.get(kind="school").starts_at == own


def test_words_that_a_person_wrote_into_a_draft_stay_while_it_moves(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    lesson = Event.objects.whole().get(kind="school")
    events.amend(lesson, replace(data_of(lesson), title="Урок за 7. клас"), by=cast.own_librarian, vouched_as="")
    move(edition, cast)
    found = Event.objects.get(kind="school")
    assert (found.title_bg, found.starts_at - lesson.starts_at) == ("Урок за 7. клас", LATER)


def test_what_is_published_stays(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    lesson = Event.objects.get(kind="school")
    events.publish(lesson, by=cast.own_librarian, vouched_as="библиотеката")
    move(edition, cast)
    assert Event.objects.get(kind="school").starts_at == lesson.starts_at


def test_a_request_stays_with_the_two_who_talk(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    joined(edition, cast.library, cast.own_librarian)
    before = list(ExpertRequest.objects.values_list("pk", "state", "round"))
    move(edition, cast)
    assert list(ExpertRequest.objects.values_list("pk", "state", "round")) == before


def test_what_the_partner_agreed_to_becomes_the_time_of_the_draft_and_stays(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    joined(edition, cast.library, cast.own_librarian)
    planned = Planned.objects.select_related("event", "request").get(task__task__code="t3")
    assert planned.event
    assert planned.request
    agreed = planned.event.starts_at + timedelta(days=7)
    ExpertRequest.objects.filter(pk=planned.request.pk).update(
        state="confirmed", starts_at=agreed, ends_at=agreed + timedelta(hours=1)
    )
    assert jobs.follow_answers() == 1
    assert Event.objects.get(pk=planned.event.pk).starts_at == agreed
    move(edition, cast)
    assert Event.objects.get(pk=planned.event.pk).starts_at == agreed
    assert jobs.follow_answers() == 0


def test_everybody_is_told_once(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    for library, by in ((cast.library, cast.own_librarian), (cast.other_library, cast.other_librarian)):
        joined(edition, library, by)
    OutgoingMail.objects.all().delete()
    move(edition, cast)
    jobs.follow_moves()
    told = sorted(OutgoingMail.objects.filter(topic="campaign").values_list("to", flat=True))
    assert told == ["expert@nap.example", "librarian@livada.example", "librarian@rosendol.example"]
    tasks = Task.objects.filter(key__endswith="moved", settled_at=None)
    assert sorted(tasks.values_list("scope", flat=True)) == [
        f"institution:{cast.other_institution.pk}",
        cast.library.scope,
        cast.other_library.scope,
    ]


def test_who_has_followed_already_is_not_told_again(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    OutgoingMail.objects.all().delete()
    actions.rewrite(edition, moved(edition), by=cast.office)
    assert [following_actions.follow(mine.pk) for _ in range(2)] == [True, False]
    assert OutgoingMail.objects.filter(topic="campaign").count() == 1


def test_who_left_is_not_told(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    joining_actions.leave(edition, cast.library, by=cast.own_librarian)
    OutgoingMail.objects.all().delete()
    move(edition, cast)
    assert not OutgoingMail.objects.filter(topic="campaign").exists()


def test_words_alone_move_nobody(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    assert not actions.rewrite(edition, moved(edition, timedelta(), note="Повече листове."), by=cast.office)
    assert jobs.follow_moves() == 0


def test_one_task_may_move_alone(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    due = {each.task.code: each.due_on for each in edition.tasks.select_related("task")}
    move(edition, cast, timedelta(), due=due | {"t2": in_days(36)})
    assert (task_of(mine, "t2").due_on, task_of(mine, "t3").due_on) == (in_days(36), in_days(40))


def test_who_joins_after_the_move_has_the_new_days_and_hears_nothing(cast: Cast) -> None:
    edition = make_edition()
    actions.rewrite(edition, moved(edition), by=cast.office)
    mine = joined(edition, cast.library, cast.own_librarian)
    assert task_of(mine, "t2").due_on == in_days(44)
    assert jobs.follow_moves() == 0


def test_opening_the_page_settles_what_was_told(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    move(edition, cast)
    joining_actions.has_seen_move(mine)
    assert not Task.objects.filter(key=f"{mine.key}:moved", settled_at=None).exists()


@pytest.mark.parametrize(
    ("changes", "column"),
    [({"starts_on": in_days(61)}, "starts_on"), ({"ends_on": in_days(59)}, "ends_on")],
    ids=["begins after its day", "ends before its day"],
)
def test_dates_out_of_order_are_refused(cast: Cast, changes: dict[str, date], column: str) -> None:
    edition = make_edition()
    with pytest.raises(DatesOutOfOrder) as refusal:
        actions.rewrite(edition, moved(edition, timedelta(), **changes), by=cast.office)
    assert refusal.value.column == column


def test_a_task_outside_the_campaign_is_refused_and_named(cast: Cast) -> None:
    edition = make_edition()
    with pytest.raises(TaskOutside) as refusal:
        actions.rewrite(edition, moved(edition, timedelta(), due={"t2": in_days(300)}), by=cast.office)
    assert refusal.value.code == "t2"


def test_an_edition_cannot_be_moved_behind_us(cast: Cast) -> None:
    edition = make_edition()
    with pytest.raises(AlreadyOver):
        actions.rewrite(edition, moved(edition, timedelta(days=-200), starts_on=None, ends_on=None), by=cast.office)


def test_what_is_closed_does_not_move(cast: Cast) -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(closed_at=clock.now())
    with pytest.raises(NotOpen):
        actions.rewrite(edition, moved(edition), by=cast.office)


def test_nothing_is_lost_where_a_move_is_refused(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    with pytest.raises(TaskOutside):
        actions.rewrite(edition, moved(edition, LATER, due={"t2": in_days(300)}), by=cast.office)
    edition.refresh_from_db()
    assert (edition.version, edition.anchor_on, task_of(mine, "t2").due_on) == (1, in_days(60), in_days(30))
    assert Participation.objects.of(edition, cast.library) == mine
