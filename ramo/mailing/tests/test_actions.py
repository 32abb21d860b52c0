"""Letters leave once, not too late, and leave no text behind."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from ramo.kit import clock
from ramo.mailing import actions, jobs
from ramo.mailing.data import Letter
from ramo.mailing.models import OutgoingMail

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


def test_a_sent_letter_keeps_no_text() -> None:
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


def test_a_mail_server_out_of_reach_leaves_the_letter_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = actions.send(letter())

    def broken(self: EmailMultiAlternatives) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", broken)
        with pytest.raises(ConnectionRefusedError):
            jobs.deliver(mail.pk)
    assert OutgoingMail.objects.waiting().get().text == "123456"
    assert actions.deliver(mail)


def test_a_letter_nobody_accepts_is_dropped_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mail = actions.send(letter())

    def refused(self: EmailMultiAlternatives) -> None:
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(EmailMultiAlternatives, "send", refused)
    jobs.deliver(mail.pk)
    assert not OutgoingMail.objects.waiting().exists()
    assert "was not sent" in caplog.text
    assert "123456" not in caplog.text
    assert "maria" not in caplog.text
