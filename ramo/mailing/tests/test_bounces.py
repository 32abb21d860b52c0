"""Letters that come back are heard of, by whatever notice a mail server writes."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from pytest_django import Settings

from ramo.mailing import actions, jobs
from ramo.mailing.bounces import MAX_BYTES, bounce_in
from ramo.mailing.models import DeadMailbox, OutgoingMail, Problem

from .test_actions import letter

MARK = UUID("1b4e28ba-2fa1-4d5a-8d37-2f1c8f3a6c11")


def notice(mark: UUID = MARK, *, status: str = "5.1.1", action: str = "failed") -> bytes:
    """As RFC 3464 has it: words for a person, the report, the head of the letter."""
    return f"""From: MAILER-DAEMON@mail.example
To: returned@rosendol.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="here"

--here
Content-Type: text/plain

The mailbox could not be found.
--here
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; maria@rosendol.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user
--here
Content-Type: message/rfc822

Message-ID: <{mark}@rosendol.example>
Subject: =?utf-8?q?=D0=A2=D1=80=D0=B8?=

text
--here--
""".replace("\n", "\r\n").encode()


def test_a_notice_names_the_letter_and_the_reason() -> None:
    found = bounce_in(notice())
    assert found is not None
    assert (found.mark, found.status, found.is_for_good) == (str(MARK), "5.1.1", True)


@pytest.mark.parametrize(("status", "lasts"), [("5.1.1", True), ("5.1.10", True), ("5.2.2", False), ("5.0.0", False)])
def test_only_a_mailbox_that_is_gone_is_given_up(status: str, lasts: bool) -> None:
    found = bounce_in(notice(status=status))
    assert found is not None
    assert found.is_for_good is lasts


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 500,
        b"Subject: Out of office\r\n\r\nI am away.",
        notice(action="delayed"),
        notice().replace(b"Message-ID", b"X-Nothing"),
        notice().replace(str(MARK).encode(), b"somebody-elses"),
        notice()[:400],
    ],
)
def test_what_is_no_notice_of_a_failed_letter_says_nothing(content: bytes) -> None:
    assert bounce_in(content) is None


@pytest.mark.django_db
class TestHearing:
    def sent(self, **changes: str) -> OutgoingMail:
        mail = actions.send(letter(**changes))
        assert actions.deliver(mail)
        mail.refresh_from_db()
        return mail

    def test_a_letter_that_came_back_says_so_and_its_mailbox_gets_no_more_of_what_repeats(self) -> None:
        mail = self.sent()
        assert jobs.hear(notice(mail.mark))
        mail.refresh_from_db()
        assert mail.problem == Problem.RETURNED
        stopped = actions.send(letter(to="MARIA@rosendol.example", unsubscribe="https://rosendol.example/stop"))
        assert (stopped.problem, stopped.text) == (Problem.STOPPED, "")
        assert not OutgoingMail.objects.waiting().exists()

    def test_a_code_that_somebody_asks_for_still_leaves_to_such_a_mailbox(self) -> None:
        assert jobs.hear(notice(self.sent().mark))
        assert actions.deliver(actions.send(letter()))

    def test_the_address_itself_is_not_kept_with_the_dead_mailbox(self) -> None:
        assert jobs.hear(notice(self.sent().mark))
        assert "maria" not in str(DeadMailbox.objects.values().get())

    def test_a_full_mailbox_gets_the_next_letter(self) -> None:
        assert jobs.hear(notice(self.sent().mark, status="5.2.2"))
        assert not DeadMailbox.objects.exists()

    def test_a_notice_about_a_letter_we_never_sent_changes_nothing(self) -> None:
        self.sent()
        waiting = actions.send(letter())
        assert not jobs.hear(notice())
        assert not jobs.hear(notice(waiting.mark))
        assert not DeadMailbox.objects.exists()

    def test_an_oversized_notice_is_not_read(self) -> None:
        assert not jobs.hear(notice(self.sent().mark) + b" " * MAX_BYTES)

    def test_notices_in_the_folder_are_heard_once_and_leave(self, tmp_path: Path, settings: Settings) -> None:
        settings.RAMO_BOUNCES = str(tmp_path)
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "1").write_bytes(notice(self.sent().mark))
        (tmp_path / "new" / "2").write_bytes(b"junk")
        assert jobs.read_bounces() == 1
        assert list((tmp_path / "new").iterdir()) == []
        assert jobs.read_bounces() == 0

    def test_a_mail_server_can_hand_a_notice_to_the_command(self, tmp_path: Path) -> None:
        kept = tmp_path / "notice"
        kept.write_bytes(notice(self.sent().mark))
        said = io.StringIO()
        call_command("read_bounces", str(kept), stdout=said)
        assert "1" in said.getvalue()
