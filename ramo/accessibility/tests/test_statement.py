"""The statement says what the model of the Union asks for, and is looked at once a year."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from ramo.accessibility.actions import review_statement
from ramo.accessibility.jobs import file_statement_review
from ramo.accessibility.models import StatementReview
from ramo.accessibility.statement import PREPARED_ON, review_due_on
from ramo.audit.models import AuditEntry
from ramo.tasks.models import Task
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/dostapnost/"


def due_tasks() -> list[date | None]:
    return [task.due_on for task in Task.objects.open_for(["network"]) if task.key == "accessibility:review"]


@pytest.mark.parametrize(
    "part",
    [
        "Директива (ЕС) 2016/2102",
        "съответства частично",
        "EN 301 549",
        "Още не съответства",
        "Несъразмерна тежест",
        "Извън обхвата на закона",
        "Изготвена на 24.11.2026",
        "самооценка",
        "Обратна връзка",
        'href="/dostapnost/obratna-vrazka/"',
        "Министерството на електронното управление",
    ],
)
def test_statement_has_every_part_of_the_model(client: Client, part: str) -> None:
    assert part in client.get(PAGE).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_statement_says_when_it_was_last_reviewed_once_it_was(client: Client, cast: Cast) -> None:
    assert "Последен преглед" not in client.get(PAGE).content.decode()
    with time_machine.travel("2027-10-05 10:00+03:00"):
        review_statement(by=cast.office)
    assert "Последен преглед: 05.10.2027" in client.get(PAGE).content.decode()


def test_office_is_told_a_month_before_the_year_is_over(cast: Cast) -> None:
    with time_machine.travel("2027-10-24 10:00+03:00"):
        file_statement_review()
    assert due_tasks() == []
    with time_machine.travel("2027-10-25 10:00+03:00"):
        file_statement_review()
        file_statement_review()
    assert due_tasks() == [date(2027, 11, 24)]


def test_review_settles_the_task_and_starts_a_new_year(cast: Cast) -> None:
    with time_machine.travel("2027-11-01 10:00+02:00"):
        file_statement_review()
        review_statement(by=cast.office)
        review_statement(by=cast.office)
        file_statement_review()
    assert due_tasks() == []
    assert StatementReview.objects.count() == AuditEntry.objects.filter(verb="reviewed statement").count() == 1
    assert review_due_on() == date(2028, 10, 31)


def test_first_review_is_due_a_year_after_the_statement_was_prepared() -> None:
    assert (review_due_on() - PREPARED_ON).days == 365
