"""A day from paper: as many records as strokes, once, and nothing guessed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.desk import paper_actions as actions
from ramo.desk.data import PaperData, Stroke
from ramo.desk.errors import (
    DayNotLoggable,
    EmptySheet,
    NotOffered,
    SubmissionElsewhere,
    TaskOfAnotherArea,
    TooLateToUndo,
    TooManyStrokes,
)
from ramo.desk.models import Consultation, PaperDay
from ramo.desk.tests.factories import log, make_lists
from ramo.kit import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
TAXES, OTHER = Stroke("taxes", "t-pik", 3), Stroke("health", "t-other", 2)


@pytest.fixture(autouse=True)
def lists(db: None) -> None:
    make_lists()


def enter(cast: Cast, *strokes: Stroke, submission: UUID | None = None, **changes: Any) -> PaperDay:
    values = {"on": clock.today(), "strokes": strokes or (TAXES, OTHER), **changes}
    return actions.enter_paper_day(
        library=cast.library, data=PaperData(**values), submission=submission or uuid4(), by=cast.own_librarian
    )


def records(cast: Cast) -> list[Consultation]:
    return list(Consultation.objects.for_library(cast.library).order_by("pk"))


def test_a_stroke_is_a_record_and_what_the_sheet_does_not_say_stays_unknown(cast: Cast) -> None:
    enter(cast)
    assert [record.area_id for record in records(cast)] == ["taxes"] * 3 + ["health"] * 2
    for record in records(cast):
        assert (record.mode, record.minutes, record.half, record.age_band.key) == (None, None, "", "unknown")


def test_what_was_usual_is_kept_for_every_record(cast: Cast) -> None:
    enter(cast, mode="teach", minutes="m5")
    assert {(str(row.mode), str(row.minutes)) for row in records(cast)} == {("mode: teach", "minutes: m5")}


def test_a_day_that_arrives_twice_is_entered_once(cast: Cast) -> None:
    submission = uuid4()
    assert enter(cast, submission=submission) == enter(cast, submission=submission)
    assert len(records(cast)) == 5


def test_a_day_of_another_library_is_refused(cast: Cast) -> None:
    submission = uuid4()
    enter(cast, submission=submission)
    data = PaperData(clock.today(), (TAXES,))
    with pytest.raises(SubmissionElsewhere):
        actions.enter_paper_day(library=cast.other_library, data=data, submission=submission, by=cast.other_librarian)


def test_the_audit_holds_the_count_and_no_line(cast: Cast) -> None:
    enter(cast)
    entry = AuditEntry.objects.get(verb="entered paper")
    assert entry.detail == {"records": 5}


@pytest.mark.parametrize("days", [-1, 32])
def test_a_day_ahead_or_over_a_month_back_is_refused(cast: Cast, days: int) -> None:
    with pytest.raises(DayNotLoggable):
        enter(cast, on=clock.today() - timedelta(days=days))
    enter(cast, on=clock.today() - timedelta(days=31))


def test_an_empty_sheet_and_one_that_is_too_full_are_refused(cast: Cast) -> None:
    with pytest.raises(EmptySheet):
        enter(cast, Stroke("taxes", "t-pik", 0))
    with pytest.raises(TooManyStrokes):
        enter(cast, Stroke("taxes", "t-pik", 100))
    with pytest.raises(TooManyStrokes):
        enter(cast, *[Stroke("taxes", "t-pik", 99)] * 6)
    assert records(cast) == []


def test_a_line_that_is_not_offered_leaves_nothing_of_the_sheet(cast: Cast) -> None:
    for wrong, refusal in (
        (Stroke("taxes", "t-health-info", 1), TaskOfAnotherArea),
        (Stroke("taxes", "invented", 1), NotOffered),
        (Stroke("invented", "t-other", 1), NotOffered),
    ):
        with pytest.raises(refusal), transaction.atomic():
            enter(cast, TAXES, wrong)
    assert records(cast) == []
    assert not PaperDay.objects.for_library(cast.library).exists()


def test_only_the_own_librarian_enters(cast: Cast) -> None:
    for person in (cast.other_librarian, cast.own_coordinator, cast.office):
        with pytest.raises(PermissionDenied):
            actions.enter_paper_day(
                library=cast.library, data=PaperData(clock.today(), (TAXES,)), submission=uuid4(), by=person
            )


def test_a_day_is_taken_back_whole_within_ten_minutes_and_not_later(cast: Cast) -> None:
    log(cast.library)
    first, second = enter(cast), enter(cast)
    actions.undo_paper_day(library=cast.library, day=first, by=cast.own_librarian)
    assert len(records(cast)) == 6
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False), pytest.raises(TooLateToUndo):
        actions.undo_paper_day(library=cast.library, day=second, by=cast.own_librarian)
    assert len(records(cast)) == 6


def test_another_library_takes_nothing_of_ours_back(cast: Cast) -> None:
    day = enter(cast)
    with pytest.raises(TooLateToUndo):
        actions.undo_paper_day(library=cast.other_library, day=day, by=cast.other_librarian)
    assert len(records(cast)) == 5


def test_only_paper_may_leave_things_open(cast: Cast) -> None:
    """The database says so too."""
    record = log(cast.library)
    for column, value in (("mode", None), ("minutes", None), ("half", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.for_library(cast.library).filter(pk=record.pk).update(**{column: value})


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


def post(client: Client, **changes: str) -> Any:
    given = {"submission": str(uuid4()), "on": clock.today().isoformat(), "taxes.t-pik": "3", "mode": "", "minutes": ""}
    return client.post(reverse("desk:paper"), given | changes)


def test_the_page_says_what_was_kept_and_offers_to_undo_it(desk: Client, cast: Cast) -> None:
    assert post(desk).status_code == 302
    page = desk.get(reverse("desk:paper")).content.decode()
    assert "Записано: 3 записа за" in page
    day = PaperDay.objects.for_library(cast.library).get()
    desk.post(reverse("desk:paper_undo"), {"day": day.pk})
    assert records(cast) == []


@pytest.mark.parametrize("typed", ["100", "-1", "много", "2.5"])
def test_a_wrong_number_is_named_and_the_others_stay(desk: Client, cast: Cast, typed: str) -> None:
    response = post(desk, **{"health.t-other": typed})
    assert response.status_code == 422
    assert "напишете число от 0 до 99" in response.content.decode()
    assert 'value="3"' in response.content.decode()
    assert records(cast) == []


def test_an_empty_form_is_refused_in_words(desk: Client) -> None:
    assert "Напишете поне едно число." in post(desk, **{"taxes.t-pik": ""}).content.decode()


def test_the_tally_sheet_has_a_line_for_each_task_of_each_area(desk: Client) -> None:
    page = desk.get(reverse("desk:tally")).content.decode()
    assert page.count('class="boxes"') == 6
    assert page.count("етикет-t-other") == 3


@pytest.mark.parametrize("sent", ["", "x", "999999"])
def test_undoing_what_is_not_there_says_so(desk: Client, sent: str) -> None:
    response = desk.post(reverse("desk:paper_undo"), {"day": sent}, follow=True)
    assert "Няма какво да се върне" in response.content.decode()
