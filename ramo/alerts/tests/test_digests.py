"""What was found becomes one letter, once, on its day."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from ramo.alerts import digests, emails, jobs
from ramo.alerts.models import AlertHit, Cadence, MailedSearch, Reader
from ramo.kit import clock
from ramo.mailing.data import Letter
from ramo.mailing.models import OutgoingMail
from ramo.search import actions as search

from .factories import MARIA, bury, news, standing

pytestmark = pytest.mark.django_db
TUESDAY = "2026-11-24 08:00+02:00"
WEDNESDAY = "2026-11-25 08:00+02:00"
MONDAY = "2026-11-30 08:00+02:00"


def digest_letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.exclude(unsubscribe="").order_by("pk"))


def test_what_was_found_comes_next_morning_and_once() -> None:
    with time_machine.travel(TUESDAY):
        standing()
        news("Търси се шивачка")
        assert jobs.write_digests() == 0
    with time_machine.travel(WEDNESDAY):
        assert [jobs.write_digests(), jobs.write_digests()] == [1, 0]
    (letter,) = digest_letters()
    assert "Търси се шивачка" in letter.text
    assert "Търси се шивачка" in letter.html
    assert "шивачка" not in letter.subject.casefold()


def test_weekly_letters_come_on_mondays() -> None:
    with time_machine.travel(TUESDAY):
        standing(cadence=Cadence.WEEKLY)
        news("Шивачка")
    with time_machine.travel(WEDNESDAY):
        assert jobs.write_digests() == 0
    with time_machine.travel(MONDAY):
        assert jobs.write_digests() == 1


def test_a_week_without_news_waits_for_the_next_monday() -> None:
    with time_machine.travel(TUESDAY):
        standing(cadence=Cadence.WEEKLY)
    with time_machine.travel(MONDAY):
        assert jobs.write_digests() == 0
        news("Шивачка")
        assert jobs.write_digests() == 0
        assert MailedSearch.objects.get().next_on == date(2026, 12, 7)


def test_a_reader_of_two_searches_gets_one_letter_and_a_card_stands_in_it_once() -> None:
    with time_machine.travel(TUESDAY):
        standing("шивачка")
        standing("цех")
        news("Шивачка за цех")
    with time_machine.travel(WEDNESDAY):
        jobs.write_digests()
    (letter,) = digest_letters()
    assert letter.text.count("Шивачка за цех") == 1
    assert AlertHit.objects.filter(told_at=None).count() == 0


def test_the_letter_ends_by_one_press() -> None:
    with time_machine.travel(TUESDAY):
        standing()
        news("Шивачка")
    with time_machine.travel(WEDNESDAY):
        jobs.write_digests()
    assert digest_letters()[0].unsubscribe.startswith("http://localhost:8000/pisma/stiga/")


def test_what_is_gone_or_past_its_date_by_then_is_not_told() -> None:
    with time_machine.travel(TUESDAY):
        standing()
        news("Шивачка днес", key="a", valid_until=date(2026, 11, 24))
        news("Шивачка", key="b")
        search.withdraw_card(kind="resource", key="b")
    with time_machine.travel(WEDNESDAY):
        assert jobs.write_digests() == 0
    assert digest_letters() == []


def test_long_lists_lead_on_to_the_search() -> None:
    with time_machine.travel(TUESDAY):
        standing()
        for number in range(digests.LISTED + 5):
            news("Шивачка", key=f"{number}")
    with time_machine.travel(WEDNESDAY):
        jobs.write_digests()
    text = digest_letters()[0].text
    assert "и още 5" in text
    assert "/tarsene/?q=" in text


def test_a_mailbox_from_which_letters_came_back_gets_none_and_leaves() -> None:
    with time_machine.travel(TUESDAY):
        standing()
        news("Шивачка")
        bury(MARIA)
    with time_machine.travel(WEDNESDAY):
        assert jobs.write_digests() == 0
    assert digest_letters() == []
    assert not MailedSearch.objects.standing().exists()


def test_a_reader_of_english_gets_english() -> None:
    with time_machine.travel(TUESDAY):
        mailed = standing()
        mailed.reader.language = "en"
        mailed.reader.save()
        news("Шивачка")
    with time_machine.travel(WEDNESDAY):
        jobs.write_digests()
    (letter,) = digest_letters()
    assert letter.subject.startswith("New for you")
    assert "/en/pisma/" in letter.text


def test_a_find_that_comes_while_the_letter_is_written_waits_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(TUESDAY):
        mailed = standing()
        news("Шивачка първа", key="a")
    written = emails.digest

    def and_meanwhile(*args: object) -> object:
        AlertHit.objects.create(search=mailed.search, kind="resource", key="late")
        return written(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(emails, "digest", and_meanwhile)
    with time_machine.travel(WEDNESDAY):
        assert jobs.write_digests() == 1
    assert AlertHit.objects.get(key="late").told_at is None


@pytest.mark.parametrize(("cadence", "days"), [(Cadence.DAILY, 1), (Cadence.WEEKLY, 7)])
def test_the_next_day_is_always_ahead(cadence: Cadence, days: int) -> None:
    for offset in range(7):
        day = clock.today() + timedelta(days=offset)
        assert timedelta(0) < cadence.after(day) - day <= timedelta(days=days)


def test_a_letter_that_cannot_be_written_keeps_back_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(TUESDAY):
        broken = standing(email="broken@rosendol.example")
        standing()
        news("Шивачка")
    written = emails.digest

    def fails_for_one(reader: Reader, *args: Any) -> Letter:
        if reader.pk == broken.reader_id:
            raise KeyError
        return written(reader, *args)

    monkeypatch.setattr(emails, "digest", fails_for_one)
    with time_machine.travel(WEDNESDAY):
        assert jobs.write_digests() == 1
        monkeypatch.undo()
        assert jobs.write_digests() == 1
