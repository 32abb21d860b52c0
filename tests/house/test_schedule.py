"""The clocks of the house: each is registered, means something in words, and its job can run."""

import pytest
from procrastinate.contrib.django import app

from config import schedule
from ramo.mailing.actions import DELIVER
from ramo.mailing.jobs import deliver_due


@pytest.mark.parametrize("clock", schedule.CLOCKS, ids=lambda clock: clock.name)
def test_clock_is_registered_and_says_in_words_what_it_means(clock: schedule.Clock) -> None:
    assert clock.name in app.tasks
    assert any(
        entry.task.name == clock.name and entry.cron == clock.cron
        for entry in app.periodic_registry.periodic_tasks.values()
    )
    assert len(clock.meaning.split()) >= 3


@pytest.mark.django_db
@pytest.mark.parametrize("clock", schedule.CLOCKS, ids=lambda clock: clock.name)
def test_job_of_a_clock_runs_twice_without_harm(clock: schedule.Clock) -> None:
    for _ in range(2):
        app.tasks[clock.name](timestamp=0)


def test_no_two_clocks_share_a_name() -> None:
    names = [clock.name for clock in schedule.CLOCKS]
    assert len(names) == len(set(names))


def test_letters_are_delivered_by_a_job_and_those_that_could_not_leave_are_on_the_clock() -> None:
    assert DELIVER in app.tasks
    assert deliver_due in {clock.job for clock in schedule.CLOCKS}
