"""What is new is told once: whoever dies between match, digest and letter, and in whatever order cards come."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from types import ModuleType
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from ramo.alerts import actions, digests, emails, jobs, matching
from ramo.alerts.models import AlertHit, MailedSearch, Reader
from ramo.alerts.tests.factories import CHECKED, standing, wish
from ramo.kit import clock
from ramo.mailing import actions as mailing
from ramo.mailing.jobs import deliver_due
from ramo.mailing.models import OutgoingMail
from ramo.search import actions as search
from ramo.search.models import CardNews
from ramo.search.tests.factories import file, make_card
from tests.races.kills import killed_in

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


@pytest.fixture
def mailed() -> MailedSearch:
    """A reader whose day it is, and two cards that are news."""
    mailed = standing()
    MailedSearch.objects.update(next_on=clock.today())
    for key in "ab":
        file("Шивачка", key=key, **CHECKED)
    OutgoingMail.objects.all().delete()
    return mailed


def tell_all() -> None:
    jobs.match()
    jobs.write_digests()
    deliver_due()


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        pytest.param(actions, "take_news", id="news were taken"),
        pytest.param(matching, "match", id="finds were written"),
        pytest.param(actions, "match_some", id="between match and digest"),
        pytest.param(emails, "digest", id="the letter was composed"),
        pytest.param(digests, "send", id="the letter was queued"),
        pytest.param(digests, "_turn_over", id="all was noted"),
        pytest.param(digests, "write_to", id="between digest and letter"),
        pytest.param(digests, "pass_over", id="all was written"),
        pytest.param(mailing, "hand_over", id="before the letter was handed over"),
    ],
)
def test_whoever_dies_on_the_way_one_letter_tells_of_both_cards(
    mailed: MailedSearch, owner: ModuleType, name: str
) -> None:
    assert killed_in(tell_all, owner, name, after=owner is not mailing)
    tell_all()
    tell_all()
    (letter,) = mail.outbox
    assert str(letter.body).count("/resurs/x/") == 2
    assert OutgoingMail.objects.count() == 1


def test_control_that_notes_after_the_letter_doubles_it(mailed: MailedSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same kill where letter and note do not stand or fall together."""
    monkeypatch.setattr(digests, "write_to", getattr(digests.write_to, "__wrapped__", digests.write_to))
    monkeypatch.setattr(digests, "Reader", _Unlocked)
    assert killed_in(tell_all, digests, "send", after=True)
    tell_all()
    assert OutgoingMail.objects.count() == 2


class _Unlocked:
    """A reader that is looked up without a lock, which needs a transaction."""

    class objects:  # noqa: N801
        @staticmethod
        def select_for_update(**_options: object) -> Any:
            return Reader.objects


def test_a_card_that_commits_after_a_later_one_was_matched_is_found(mailed: MailedSearch) -> None:
    """A cursor would have passed it: its number and its time are smaller than those already seen."""
    jobs.match()
    filed, go_on = Event(), Event()

    def file_slowly() -> None:
        try:
            with transaction.atomic():
                file("Шивачка", key="early", **CHECKED)
                filed.set()
                assert go_on.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(file_slowly)
        assert filed.wait(20)
        file("Шивачка", key="late", **CHECKED)
        cursor = CardNews.objects.latest("pk").pk
        jobs.match()
        go_on.set()
        slow.result()
    assert not CardNews.objects.filter(pk__gt=cursor).exists(), "control: what a cursor would still see"
    jobs.match()
    assert {hit.key for hit in AlertHit.objects.all()} == {"a", "b", "early", "late"}


def together(act: Callable[[], object]) -> None:
    start = Barrier(AT_ONCE, timeout=20)

    def press(_number: int) -> None:
        try:
            start.wait()
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(press, range(AT_ONCE)))


def test_matchers_at_one_moment_share_the_cards(mailed: MailedSearch) -> None:
    search.file_cards([_card(number) for number in range(300)])
    together(jobs.match)
    assert (AlertHit.objects.count(), CardNews.objects.count()) == (302, 0)


def test_writers_at_one_moment_write_one_letter(mailed: MailedSearch) -> None:
    jobs.match()
    together(lambda: digests.write_to(mailed.reader_id))
    assert OutgoingMail.objects.count() == 1


def test_control_without_the_lock_writes_several(mailed: MailedSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.match()
    meeting, composed = Barrier(AT_ONCE, timeout=20), emails.digest

    def compose(*args: Any) -> Any:
        meeting.wait()
        return composed(*args)

    monkeypatch.setattr(digests, "Reader", _Unlocked)
    monkeypatch.setattr(emails, "digest", compose)
    together(lambda: digests.write_to(mailed.reader_id))
    assert OutgoingMail.objects.count() == AT_ONCE


def test_wishes_at_one_moment_do_not_slip_past_the_count_of_letters() -> None:
    numbers = iter(range(100))
    together(lambda: [actions.ask(wish(f"дума{next(numbers)}")) for _ in range(2)])
    assert OutgoingMail.objects.count() == actions.MOST_ASKED
    assert Reader.objects.get().asked_times == actions.MOST_ASKED


def _card(number: int) -> Any:
    return make_card(key=f"n{number}", title_bg="Шивачка", **CHECKED)
