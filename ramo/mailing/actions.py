"""Queueing a letter with the data that caused it, and handing it to the mail server once."""

from dataclasses import asdict
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from procrastinate.contrib.django import app

from ramo.kit import clock

from .data import Letter
from .models import OutgoingMail

AHEAD_OF_OTHERS = 10
DELIVER = "mailing.deliver"


@transaction.atomic
def send(letter: Letter) -> OutgoingMail:
    """In the transaction of the caller: no letter about what was rolled back."""
    mail = OutgoingMail.objects.create(**asdict(letter))
    app.configure_task(DELIVER, priority=AHEAD_OF_OTHERS).defer(mail=mail.pk)
    return mail


@transaction.atomic
def deliver(mail: OutgoingMail) -> bool:
    """Whether the letter left. A mail server that is out of reach raises, and the job tries again."""
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if mail.sent_at or mail.dropped_at:
        return False
    now = clock.now()
    if mail.useless_after and mail.useless_after < now:
        return _close(mail, was_sent=False)
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to])
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused:
        return _close(mail, was_sent=False)
    return _close(mail, was_sent=True)


def _close(mail: OutgoingMail, *, was_sent: bool) -> bool:
    mail.sent_at, mail.dropped_at = (clock.now(), None) if was_sent else (None, clock.now())
    mail.text = mail.html = ""
    mail.save(update_fields=["sent_at", "dropped_at", "text", "html"])
    return was_sent
