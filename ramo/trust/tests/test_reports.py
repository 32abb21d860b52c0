"""Readers who say that something changed, and confirming: on a resource, since trust has no kind of its own."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.network.models import Institution
from ramo.network.tests.factories import make_institution
from ramo.tasks.models import Task
from ramo.trust import actions
from ramo.trust.errors import AlreadyWithdrawn, IdentifierInText, TooManyReports, ValidUntilPassed, ValidUntilTooFar
from ramo.trust.models import ChangeReport, State, Verification
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def report(text: str = "Телефонът е друг.", **changes: object) -> actions.ReportData:
    facts = {"submission": uuid4(), "what": "phone", "text": text, "title": "НОИ", "link": "/"}
    return actions.ReportData(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.fixture
def office() -> Institution:
    return make_institution("mon")


def test_confirming_dates_the_item_and_writes_its_history(cast: Cast, office: Institution) -> None:
    actions.confirm(office, by=cast.editor, verified_as="редактор")
    office.refresh_from_db()
    assert (office.verified_on, office.verified_as) == (clock.today(), "редактор")
    assert office.valid_until == clock.today() + Institution.VALID_FOR
    assert [check.by for check in actions.history_of(office)] == [cast.editor]
    assert AuditEntry.objects.filter(verb="confirmed", target_key="mon").count() == 1


def test_confirming_twice_on_one_day_is_one_confirmation(cast: Cast, office: Institution) -> None:
    actions.confirm(office, by=cast.editor, verified_as="редактор")
    actions.confirm(office, by=cast.editor, verified_as="редактор")
    assert Verification.objects.count() == 1
    assert AuditEntry.objects.filter(verb="confirmed").count() == 1


def test_confirming_again_the_next_day_is_a_second_one(cast: Cast, office: Institution) -> None:
    actions.confirm(office, by=cast.editor, verified_as="редактор")
    with time_machine.travel(clock.now() + timedelta(days=1)):
        actions.confirm(office, by=cast.editor, verified_as="редактор")
    assert Verification.objects.count() == 2


def test_nothing_is_confirmed_until_a_day_that_has_passed(cast: Cast, office: Institution) -> None:
    with pytest.raises(ValidUntilPassed):
        actions.confirm(office, by=cast.editor, verified_as="р", valid_until=clock.today() - timedelta(days=1))


def test_nothing_is_confirmed_for_longer_than_its_kind_holds(cast: Cast, office: Institution) -> None:
    beyond = clock.today() + Institution.VALID_FOR + timedelta(days=1)
    with pytest.raises(ValidUntilTooFar):
        actions.confirm(office, by=cast.editor, verified_as="р", valid_until=beyond)


def test_what_was_withdrawn_is_not_confirmed(cast: Cast, office: Institution) -> None:
    office.state = State.WITHDRAWN
    with pytest.raises(AlreadyWithdrawn):
        actions.confirm(office, by=cast.editor, verified_as="р")


def test_report_sent_twice_is_one(office: Institution) -> None:
    sent = report()
    assert actions.report_change(office, sent) == actions.report_change(office, sent)
    assert ChangeReport.objects.count() == 1


@pytest.mark.parametrize("text", ["Аз съм 7523169263", "Питайте Мария, 0888 123 456"])
def test_report_with_a_personal_number_or_phone_is_refused(office: Institution, text: str) -> None:
    with pytest.raises(IdentifierInText):
        actions.report_change(office, report(text))
    assert not ChangeReport.objects.exists()


def test_sixth_report_on_one_item_within_the_hour_is_refused(office: Institution) -> None:
    for _ in range(5):
        actions.report_change(office, report())
    with pytest.raises(TooManyReports):
        actions.report_change(office, report())
    with time_machine.travel(clock.now() + timedelta(hours=1, minutes=1)):
        actions.report_change(office, report())


def test_settling_a_report_forgets_its_text_and_keeps_the_first_answer(cast: Cast, office: Institution) -> None:
    filed = actions.report_change(office, report())
    actions.settle_report(filed, outcome=ChangeReport.Outcome.CORRECTED, by=cast.editor)
    actions.settle_report(filed, outcome=ChangeReport.Outcome.STILL_TRUE, by=cast.office)
    filed.refresh_from_db()
    assert (filed.text, filed.outcome, filed.settled_by) == ("", "corrected", cast.editor)


def test_kind_without_a_page_of_review_files_no_task(office: Institution) -> None:
    actions.report_change(office, report())
    actions.refresh_review_tasks()
    assert not Task.objects.filter(key__startswith="review:").exists()
