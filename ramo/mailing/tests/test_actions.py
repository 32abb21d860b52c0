"""Letters leave once, not too late, and leave no text behind."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from ramo.kit import clock
from ramo.mailing import actions, jobs
from ramo.mailing.data import Letter
from ramo.mailing.errors import NothingToSend
from ramo.mailing.models import OutgoingMail, Problem
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def letter(**changes: Any) -> Letter:
    facts = {
        "topic": "sign-in code",
        "to": "maria@rosendol.example",
        "subject": "Код за вход в Рамо",
        "text": "123456",
        "html": "<p>123456</p>",
        **changes,
    }
    return Letter(**facts)


def test_a_letter_leaves_as_text_and_html() -> None:
    mail = actions.send(letter())
    assert actions.deliver(mail)
    [sent] = outbox.outbox
    assert (sent.to, sent.subject, sent.body) == (["maria@rosendol.example"], "Код за вход в Рамо", "123456")
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.alternatives[0][0] == "<p>123456</p>"


def test_a_calendar_rides_along_and_its_header_says_what_it_asks_for() -> None:
    mail = actions.send(letter(calendar="BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"))
    assert actions.deliver(mail)
    [sent] = outbox.outbox
    part = next(part for part in sent.message().walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "CANCEL"
    mail.refresh_from_db()
    assert "VCALENDAR" not in mail.calendar or mail.stayed_here


def test_letters_about_one_thing_are_forgotten_before_their_time_and_others_to_the_same_person_stay() -> None:
    for about in ("claim:1", "claim:2", ""):
        actions.send(letter(about=about))
    assert actions.forget_letters(["claim:1", ""]) == 1
    assert set(OutgoingMail.objects.values_list("about", flat=True)) == {"claim:2", ""}


def test_of_a_last_word_nothing_stays_once_it_left() -> None:
    last, other = (actions.send(letter(about="claim:1", is_last=is_last)) for is_last in (True, False))
    assert actions.forget_letters(["claim:1"], but_last=True) == 1
    assert not OutgoingMail.objects.filter(pk=other.pk).exists()
    assert actions.deliver(last)
    assert [sent.to for sent in outbox.outbox] == [["maria@rosendol.example"]]
    assert not OutgoingMail.objects.exists()


def test_of_a_last_word_that_cannot_leave_nothing_stays_either() -> None:
    mail = actions.send(letter(is_last=True, useless_after=clock.now() - timedelta(minutes=1)))
    jobs.deliver(mail.pk)
    assert not outbox.outbox
    assert not OutgoingMail.objects.exists()


def test_a_file_of_a_letter_goes_with_its_letter(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "ramo.mailing.folder.LettersInFolder"
    settings.EMAIL_FILE_PATH = tmp_path / "letters"
    for text in ("stays", "goes"):
        assert actions.deliver(actions.send(letter(text=text, about=text)))
    (tmp_path / "letters" / "notes.txt").write_text("not ours")
    outbox.send_mail("Проба", "без ред в базата", None, ["office@ramo.example"])
    actions.forget_letters(["goes"])
    assert jobs.forget_files() == 2
    names = {path.name for path in (tmp_path / "letters").iterdir()}
    assert names == {"notes.txt", f"{OutgoingMail.objects.get().mark}.eml"}


def test_a_letter_in_the_folder_is_read_by_our_account_alone(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "ramo.mailing.folder.LettersInFolder"
    settings.EMAIL_FILE_PATH = tmp_path / "letters"
    assert actions.deliver(actions.send(letter(subject="Ж" * 40)))
    [file] = (tmp_path / "letters").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert message_from_bytes(file.read_bytes(), policy=default)["Subject"].strip() == "Ж" * 40


def test_a_letter_is_queued_ahead_of_other_work_and_its_job_holds_no_text() -> None:
    mail = actions.send(letter())
    job = ProcrastinateJob.objects.get()
    assert job.task_name == actions.DELIVER
    assert job.args == {"mail": mail.pk}
    assert job.priority > 0


def test_a_letter_about_what_was_rolled_back_is_not_sent() -> None:
    with transaction.atomic():
        actions.send(letter())
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_letter_is_sent_once_however_often_its_job_runs() -> None:
    mail = actions.send(letter())
    jobs.deliver(mail.pk)
    jobs.deliver(mail.pk)
    assert not actions.deliver(mail)
    assert len(outbox.outbox) == 1


def test_a_sent_letter_keeps_no_text(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.rosendol.example"
    mail = actions.send(letter())
    actions.deliver(mail)
    mail.refresh_from_db()
    assert (mail.text, mail.html) == ("", "")
    assert mail.sent_at is not None


def test_a_code_that_comes_too_late_is_not_sent() -> None:
    mail = actions.send(letter(useless_after=clock.now() - timedelta(seconds=1)))
    assert not actions.deliver(mail)
    mail.refresh_from_db()
    assert mail.text == ""
    assert mail.dropped_at is not None
    assert not outbox.outbox


def failing(patch: pytest.MonkeyPatch, trouble: Exception) -> None:
    def fail(self: EmailMultiAlternatives) -> None:
        raise trouble

    patch.setattr(EmailMultiAlternatives, "send", fail)


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (ConnectionRefusedError(), Problem.UNREACHABLE),
        (SMTPServerDisconnected(), Problem.UNREACHABLE),
        (SMTPAuthenticationError(535, b""), Problem.LOGIN),
        (SMTPDataError(451, b""), Problem.BUSY),
        (SMTPRecipientsRefused({"maria@rosendol.example": (450, b"")}), Problem.BUSY),
    ],
)
def test_a_passing_trouble_leaves_the_letter_waiting_for_its_next_try(
    trouble: Exception, problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = actions.send(letter())
    with monkeypatch.context() as patch:
        failing(patch, trouble)
        jobs.deliver(mail.pk)
    waiting = OutgoingMail.objects.waiting().get()
    assert (waiting.text, waiting.problem, waiting.tries) == ("123456", problem, 1)
    assert not OutgoingMail.objects.due().exists()
    with time_machine.travel(clock.now() + actions.WAITS[0], tick=False):
        jobs.deliver_due()
    assert len(outbox.outbox) == 1
    assert OutgoingMail.objects.left().get().problem == ""


def test_a_letter_is_given_up_after_the_last_wait_and_somebody_may_try_again(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    mail = actions.send(letter())
    with monkeypatch.context() as patch:
        failing(patch, ConnectionRefusedError())
        for _try in range(len(actions.WAITS) + 1):
            assert OutgoingMail.objects.waiting().exists()
            actions.deliver(mail)
    dead = OutgoingMail.objects.dead().get()
    assert dead.text == "123456"
    actions.try_again(dead, by=cast.office)
    jobs.deliver(mail.pk)
    assert len(outbox.outbox) == 1
    with pytest.raises(NothingToSend):
        actions.try_again(dead, by=cast.office)


@pytest.mark.parametrize(
    ("trouble", "problem", "text"),
    [
        (SMTPRecipientsRefused({"maria@rosendol.example": (550, b"")}), Problem.ADDRESS, ""),
        (SMTPDataError(554, b""), Problem.CONTENT, "123456"),
    ],
)
def test_a_letter_nobody_accepts_is_dropped_and_logged_without_naming_anybody(
    trouble: Exception,
    problem: Problem,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mail = actions.send(letter())
    failing(monkeypatch, trouble)
    jobs.deliver(mail.pk)
    dropped = OutgoingMail.objects.failed().get()
    assert (dropped.problem, dropped.text) == (problem, text)
    assert "did not leave" in caplog.text
    assert "123456" not in caplog.text
    assert "maria" not in caplog.text


def test_a_letter_that_repeats_says_how_to_end_it_with_one_press() -> None:
    actions.deliver(actions.send(letter(unsubscribe="https://rosendol.example/stop/1")))
    [sent] = outbox.outbox
    assert sent.extra_headers["List-Unsubscribe"] == "<https://rosendol.example/stop/1>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_each_letter_bears_its_own_mark_by_which_a_second_copy_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = actions.send(letter())
    actions.deliver(mail)
    assert str(mail.mark) in outbox.outbox[0].extra_headers["Message-ID"]


def test_where_no_mail_server_is_set_up_a_letter_is_kept_to_be_read_but_never_one_that_opens_a_door(
    settings: Settings,
) -> None:
    settings.EMAIL_HOST = ""
    plain, code = actions.send(letter(text="Вярно ли е още?")), actions.send(letter(is_secret=True))
    for mail in (plain, code):
        actions.deliver(mail)
        mail.refresh_from_db()
    assert (plain.text, plain.stayed_here) == ("Вярно ли е още?", True)
    assert (code.text, code.html) == ("", "")


@pytest.mark.django_db(transaction=True)
def test_two_workers_hand_a_letter_over_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = actions.send(letter())
    seen: list[bool] = []

    def second_hand() -> None:
        seen.append(actions.deliver(mail))
        connection.close()

    def second_worker(self: EmailMultiAlternatives) -> None:
        thread = Thread(target=second_hand)
        thread.start()
        thread.join(10)

    monkeypatch.setattr(EmailMultiAlternatives, "send", second_worker)
    assert actions.deliver(mail)
    assert seen == [False]
