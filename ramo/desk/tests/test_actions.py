"""The rules of the log and of the hand-out count."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from ramo.audit.models import AuditEntry
from ramo.desk import actions
from ramo.desk.data import HandoutData
from ramo.desk.errors import (
    DayNotLoggable,
    NothingToPrint,
    NotOffered,
    ReasonWithoutStop,
    SubmissionElsewhere,
    TaskOfAnotherArea,
)
from ramo.desk.models import Consultation, Handout
from ramo.desk.tests.factories import log, make_data, make_lists
from ramo.kit import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists(db: None) -> None:
    make_lists()


def records(cast: Cast) -> int:
    return Consultation.objects.for_library(cast.library).count()


def test_one_press_that_arrives_twice_is_one_record(cast: Cast) -> None:
    submission = uuid4()
    assert log(cast.library, submission=submission) == log(cast.library, submission=submission)
    assert records(cast) == 1


def test_a_task_of_another_area_is_refused(cast: Cast) -> None:
    with pytest.raises(TaskOfAnotherArea):
        log(cast.library, area="health", task="t-pik")
    assert records(cast) == 0


def test_the_task_other_fits_every_area(cast: Cast) -> None:
    assert log(cast.library, area="health", task="t-other").area_id == "health"


def test_a_day_in_the_future_is_refused(cast: Cast) -> None:
    with pytest.raises(DayNotLoggable):
        log(cast.library, on=clock.today() + timedelta(days=1))


def test_a_month_back_can_be_entered_and_not_a_day_more(cast: Cast) -> None:
    log(cast.library, on=clock.today() - timedelta(days=31))
    with pytest.raises(DayNotLoggable):
        log(cast.library, on=clock.today() - timedelta(days=32))


@pytest.mark.parametrize("choice", ["task", "mode", "minutes", "age_band", "referral", "outcome", "area", "half"])
def test_what_its_list_does_not_hold_is_refused(cast: Cast, choice: str) -> None:
    given: dict[str, Any] = {choice: "invented"}
    with pytest.raises(NotOffered):
        log(cast.library, **given)


def test_an_option_of_another_list_is_refused(cast: Cast) -> None:
    with pytest.raises(NotOffered):
        log(cast.library, mode="m15")


def test_only_what_was_not_possible_has_a_reason(cast: Cast) -> None:
    with pytest.raises(ReasonWithoutStop):
        log(cast.library, outcome="done", stop_reason="no-code")
    with pytest.raises(ReasonWithoutStop):
        log(cast.library, stop_reason="no-code")
    assert log(cast.library, outcome="stopped", stop_reason="no-code").stop_reason is not None


def test_no_referral_leaves_the_column_empty(cast: Cast) -> None:
    assert log(cast.library).referral is None
    assert log(cast.library, referral="gp").referral is not None


def test_only_the_librarian_of_the_library_logs(cast: Cast) -> None:
    for person in (cast.other_librarian, cast.own_coordinator, cast.office, cast.editor):
        with pytest.raises(PermissionDenied):
            actions.log_consultation(library=cast.library, data=make_data(), submission=uuid4(), by=person)


def test_a_press_of_another_library_is_refused(cast: Cast) -> None:
    submission = uuid4()
    log(cast.other_library, submission=submission)
    with pytest.raises(SubmissionElsewhere):
        log(cast.library, submission=submission)


def test_another_library_undoes_nothing_of_ours(cast: Cast) -> None:
    record = log(cast.library)
    assert not actions.undo_consultation(
        library=cast.other_library, submission=record.submission, by=cast.other_librarian
    )
    assert records(cast) == 1


def test_a_consultation_leaves_no_audit(cast: Cast) -> None:
    record = log(cast.library)
    actions.undo_consultation(library=cast.library, submission=record.submission, by=cast.own_librarian)
    assert not AuditEntry.objects.exists()


def test_a_record_of_a_demo_library_is_a_demo_record(cast: Cast) -> None:
    cast.library.is_demo = True
    cast.library.save()
    assert log(cast.library).is_demo
    assert not log(cast.other_library).is_demo


def test_a_hand_out_is_counted_once_a_press(cast: Cast) -> None:
    submission = uuid4()
    for _press in range(2):
        actions.record_handout(
            library=cast.library, data=HandoutData(2, "taxes"), submission=submission, by=cast.own_librarian
        )
    assert Handout.objects.for_library(cast.library).get().sheets == 2


@pytest.mark.parametrize("sheets", [0, 13])
def test_a_hand_out_without_sheets_or_with_too_many_is_refused(cast: Cast, sheets: int) -> None:
    with pytest.raises(NothingToPrint):
        actions.record_handout(
            library=cast.library, data=HandoutData(sheets), submission=uuid4(), by=cast.own_librarian
        )


@pytest.mark.parametrize("model", [Consultation, Handout])
def test_no_column_holds_a_text_a_time_or_a_person(model: type[models.Model]) -> None:
    """Half a day, a listed choice, a number, a mark: nothing finer, nothing free, nobody."""
    for field in model._meta.get_fields():
        assert not isinstance(field, models.TextField | models.DateTimeField | models.TimeField | models.JSONField)
        if isinstance(field, models.CharField):
            assert field.choices, f"{field.name} is free text"
        if isinstance(field, models.ForeignKey):
            assert field.related_model._meta.label in {
                "network.Library", "vocabularies.Area", "desk.LogOption", "desk.PaperDay",
            }  # fmt: skip
