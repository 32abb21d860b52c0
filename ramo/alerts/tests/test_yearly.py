"""Once a year a search is asked for again; silence of a month ends it."""

from datetime import timedelta

import pytest
import time_machine

from ramo.alerts import actions, jobs
from ramo.alerts.models import MailedSearch, Reader, SavedSearch
from ramo.audit.retention import forget_all
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail

from .factories import ask, standing

pytestmark = pytest.mark.django_db


def asked() -> int:
    return OutgoingMail.objects.filter(subject="Искате ли още писма от Рамо?").count()


def after(days: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(days=days))


def test_a_year_after_the_yes_one_letter_asks_again_and_not_before() -> None:
    standing()
    with after(364):
        jobs.ask_again()
        assert asked() == 0
    with after(365):
        jobs.ask_again()
        jobs.ask_again()
        assert asked() == 1


def test_a_month_without_an_answer_ends_the_search_and_everything_is_deleted() -> None:
    standing()
    with after(366):
        jobs.ask_again()
    with after(366 + 29):
        jobs.ask_again()
        assert SavedSearch.objects.get().is_standing
    with after(366 + 30):
        jobs.ask_again()
        assert not SavedSearch.objects.get().is_standing
    with after(366 + 33):
        forget_all()
    assert (SavedSearch.objects.count(), Reader.objects.count()) == (0, 0)


def test_a_yes_is_good_for_another_year() -> None:
    mailed = standing()
    with after(366):
        jobs.ask_again()
        actions.confirm(mailed)
    with after(366 + 40):
        jobs.ask_again()
        assert SavedSearch.objects.get().is_standing
    with after(2 * 366):
        jobs.ask_again()
        assert MailedSearch.objects.get().asked_again_on == clock.today()


def test_what_was_never_confirmed_or_is_stopped_is_not_asked_for() -> None:
    ask()
    actions.stop(standing("готвач", email="ivan@rosendol.example"))
    with after(366):
        jobs.ask_again()
        assert asked() == 0
