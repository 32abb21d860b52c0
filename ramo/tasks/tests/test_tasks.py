"""A task is filed once, shown to whom it concerns, the most pressing first, and settled once."""

from dataclasses import replace
from datetime import date

import pytest

from ramo.tasks.actions import TaskData, file_task, settle
from ramo.tasks.models import Task

pytestmark = pytest.mark.django_db

REVIEW = TaskData(
    key="review:noi-pik",
    scope="institution:noi",
    message="%(count)d to review",
    link="/",
    params={"count": 2},
)


def test_filing_the_same_key_again_refreshes_the_one_task() -> None:
    file_task(REVIEW)
    file_task(replace(REVIEW, params={"count": 3}))
    assert [task.text for task in Task.objects.all()] == ["3 to review"]


def test_a_settled_task_opens_again_when_filed_again() -> None:
    file_task(REVIEW)
    assert settle(key=REVIEW.key)
    assert not Task.objects.open_for(["institution:noi"]).exists()
    file_task(REVIEW)
    assert Task.objects.open_for(["institution:noi"]).count() == 1


def test_settling_what_is_not_open_says_so() -> None:
    assert not settle(key="nothing")


def test_tasks_of_other_scopes_are_not_shown() -> None:
    file_task(REVIEW)
    assert not Task.objects.open_for(["library:33", "network"]).exists()


def test_the_nearest_date_comes_first_and_tasks_without_a_date_last() -> None:
    for key, due in [("later", date(2026, 12, 9)), ("none", None), ("soon", date(2026, 12, 1))]:
        file_task(replace(REVIEW, key=key, due_on=due))
    assert [task.key for task in Task.objects.open_for(["institution:noi"])] == [
        "soon",
        "later",
        "none",
    ]
