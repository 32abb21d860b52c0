"""The office reads what became of letters, and tries again what could not leave."""

import re
from collections.abc import Callable
from smtplib import SMTPDataError
from typing import Any

import pytest
from django.conf import settings as settings_of_site
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries, Settings

from ramo.accounts.models import User
from ramo.alerts import emails
from ramo.alerts.emails import Section
from ramo.alerts.tests.factories import standing
from ramo.letters.jobs import file_letter_task
from ramo.mailing import actions
from ramo.mailing.data import Letter
from ramo.mailing.models import OutgoingMail, Problem
from ramo.tasks.models import Task
from tests.cast import Cast

SignedIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
PAGE = "letters:letters"


def queued(**changes: Any) -> OutgoingMail:
    facts = {
        "topic": "digest",
        "to": "maria@rosendol.example",
        "subject": "Ново в библиотеката",
        "text": "Три нови неща.",
        "html": "<p>Три нови неща.</p>",
        **changes,
    }
    return actions.send(Letter(**facts))


def given_up(monkeypatch: pytest.MonkeyPatch) -> OutgoingMail:
    mail = queued()

    def fail(self: EmailMultiAlternatives) -> None:
        raise SMTPDataError(554, b"")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", fail)
        actions.deliver(mail)
    mail.refresh_from_db()
    return mail


def test_the_page_opens_with_what_did_not_arrive(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up(monkeypatch)
    actions.deliver(queued(subject="Отпътувало"))
    page = signed_in(cast.office).get(reverse(PAGE)).content.decode()
    assert "Ново в библиотеката" in page
    assert "Отпътувало" not in page


def test_no_page_shows_a_whole_address(cast: Cast, signed_in: SignedIn) -> None:
    mail, office = queued(), signed_in(cast.office)
    for address in (reverse(PAGE) + "?tray=waiting", reverse("letters:letter", args=[mail.pk])):
        page = office.get(address).content.decode()
        assert "ma…@rosendol.example" in page
        assert "maria" not in page


def test_the_text_of_a_letter_that_opens_a_door_is_never_shown(cast: Cast, signed_in: SignedIn) -> None:
    code, plain = queued(text="Код 123456", is_secret=True), queued()
    office = signed_in(cast.office)
    assert "123456" not in office.get(reverse("letters:letter", args=[code.pk])).content.decode()
    assert "Три нови неща." in office.get(reverse("letters:letter", args=[plain.pk])).content.decode()


def keyed_letter() -> OutgoingMail:
    """A digest: it opens its reader's page and ends the letters."""
    reader = standing().reader
    section = Section("шивачка", (), 0, f"{settings_of_site.PUBLIC_ADDRESS}/tarsene/?q=шивачка")
    return actions.send(emails.digest(reader, [section]))


def test_no_key_of_a_reader_is_shown_to_the_office(cast: Cast, signed_in: SignedIn, settings: Settings) -> None:
    settings.RAMO_DEMO = False
    mail = keyed_letter()
    keys = re.findall(r"/([^/\s]+\.[^/\s]{20,})/", mail.text)
    assert len(keys) == 2
    page = signed_in(cast.office).get(reverse("letters:letter", args=[mail.pk])).content.decode()
    assert "/pisma/moite/…" in page
    assert not [key for key in keys if key in page or key.partition(".")[0] in page]


def test_in_the_demonstration_letters_are_followed_from_the_page(
    cast: Cast, signed_in: SignedIn, settings: Settings
) -> None:
    settings.RAMO_DEMO, settings.EMAIL_HOST = True, ""
    office = signed_in(cast.office)
    for mail in (keyed_letter(), OutgoingMail.objects.filter(is_secret=True)[0]):
        actions.deliver(mail)
        page = office.get(reverse("letters:letter", args=[mail.pk])).content.decode()
        assert '<a href="http' in page.split("<h2>")[1]


def test_a_real_house_forgets_a_key_even_where_letters_stay(settings: Settings) -> None:
    settings.RAMO_DEMO, settings.EMAIL_HOST = False, ""
    mail = queued(is_secret=True)
    actions.deliver(mail)
    mail.refresh_from_db()
    assert mail.text == ""


@pytest.mark.parametrize("problem", [problem for problem in Problem if problem])
def test_every_trouble_comes_with_what_to_do(problem: Problem, cast: Cast, signed_in: SignedIn) -> None:
    mail = queued()
    OutgoingMail.objects.filter(pk=mail.pk).update(problem=problem)
    page = signed_in(cast.office).get(reverse("letters:letter", args=[mail.pk])).content.decode()
    advice = page.split('<div class="note">')[1].split("</div>")[0]
    assert len(advice.split("<p>")[1]) > 40


def test_what_could_not_leave_is_tried_again_with_one_press(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, office = given_up(monkeypatch), signed_in(cast.office)
    again = reverse("letters:try_again", args=[mail.pk])
    office.post(again)
    assert actions.deliver(mail)
    assert len(outbox.outbox) == 1
    said = office.post(again, follow=True).content.decode()
    assert escape("Няма какво да се прати.") in said


def test_the_page_says_when_letters_stay_here(cast: Cast, signed_in: SignedIn, settings: Settings) -> None:
    office, words = signed_in(cast.office), "Няма настроен пощенски сървър."
    settings.EMAIL_HOST = ""
    assert words in office.get(reverse(PAGE)).content.decode()
    settings.EMAIL_HOST = "mail.rosendol.example"
    assert words not in office.get(reverse(PAGE)).content.decode()


def test_the_office_is_told_while_letters_lie_given_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = given_up(monkeypatch)
    file_letter_task()
    [task] = Task.objects.open_for(["network"])
    assert task.link == "/rabotno-myasto/pisma/"
    actions.try_again(mail, by=cast.office)
    file_letter_task()
    assert not Task.objects.open_for(["network"])


def test_a_full_page_costs_no_more_queries_than_one_letter(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office, address = signed_in(cast.office), reverse(PAGE) + "?tray=waiting"
    for _number in range(60):
        queued()
    office.get(address)
    with django_assert_num_queries(9):
        office.get(address)
