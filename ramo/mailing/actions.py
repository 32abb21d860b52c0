"""Queueing a letter with the data that caused it, handing it to the mail server, and hearing that it came back."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app

from ramo.audit.actions import record
from ramo.kit import clock

from .data import Bounce, Letter
from .delivery import LASTING, hand_over
from .errors import NothingToSend
from .models import DeadMailbox, OutgoingMail, Problem

AHEAD_OF_OTHERS = 10
DELIVER = "mailing.deliver"
# After the n-th try that failed; a mail server may be away for a weekend.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))


@transaction.atomic
def send(letter: Letter) -> OutgoingMail:
    """In the transaction of the caller: no letter about what was rolled back."""
    mail = OutgoingMail.objects.create(**asdict(letter))
    if letter.unsubscribe and is_dead(letter.to):
        _drop(mail, Problem.STOPPED, keep_text=False)
        return mail
    app.configure_task(DELIVER, priority=AHEAD_OF_OTHERS).defer(mail=mail.pk)
    return mail


@transaction.atomic
def deliver(mail: OutgoingMail) -> bool:
    """Whether the letter left now. One that another process is handing over is left to it."""
    taken = OutgoingMail.objects.waiting().select_for_update(skip_locked=True).filter(pk=mail.pk).first()
    if taken is None:
        return False
    if taken.useless_after and taken.useless_after < clock.now():
        _drop(taken, Problem.TOO_LATE, keep_text=False)
        return False
    problem = hand_over(taken)
    if problem is None:
        _close(taken)
    elif problem in LASTING:
        _drop(taken, problem, keep_text=problem != Problem.ADDRESS)
    else:
        _put_off(taken, problem)
    return problem is None


@transaction.atomic
def try_again(mail: OutgoingMail, *, by: Model | None) -> None:
    """A person has seen to the reason: the letter goes back to the queue, its tries counted anew."""
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if not mail.may_be_tried_again:
        raise NothingToSend
    mail.tries, mail.problem, mail.dropped_at, mail.next_try_at = 0, "", None, clock.now()
    mail.save(update_fields=["tries", "problem", "dropped_at", "next_try_at"])
    record("tried again", mail, by=by)
    app.configure_task(DELIVER, priority=AHEAD_OF_OTHERS).defer(mail=mail.pk)


@transaction.atomic
def hear_bounce(bounce: Bounce) -> bool:
    """Whether it names a letter of ours that was sent. A mailbox that is gone for good gets no more of what repeats."""
    mail = OutgoingMail.objects.select_for_update().filter(mark=bounce.mark, sent_at__isnull=False).first()
    if mail is None:
        return False
    mail.problem = Problem.RETURNED
    mail.save(update_fields=["problem"])
    if bounce.is_for_good:
        DeadMailbox.objects.get_or_create(digest=_digest(mail.to))
    return True


@transaction.atomic
def forget_letters(about: Iterable[str], *, but_last: bool = False) -> int:
    """Before their time: whoever sent them may know these people no more. `but_last`: the last word still leaves."""
    letters = OutgoingMail.objects.filter(about__in=[key for key in about if key])
    return (letters.filter(is_last=False) if but_last else letters).delete()[0]


def is_dead(address: str) -> bool:
    return DeadMailbox.objects.filter(digest=_digest(address)).exists()


def revive(address: str) -> None:
    """Its owner has just opened a letter of ours, so it takes letters."""
    DeadMailbox.objects.filter(digest=_digest(address)).delete()


def _digest(address: str) -> str:
    return salted_hmac("ramo.mailing.dead", address.strip().casefold(), algorithm="sha256").hexdigest()


def _close(mail: OutgoingMail) -> None:
    if mail.is_last and not settings.RAMO_DEMO:
        mail.delete()
        return
    mail.sent_at, mail.problem, mail.stayed_here = clock.now(), "", not settings.EMAIL_HOST
    if not mail.stayed_here or (mail.is_secret and not settings.RAMO_DEMO):
        mail.text = mail.html = mail.calendar = ""
    mail.tries += 1
    mail.save(update_fields=["sent_at", "problem", "stayed_here", "text", "html", "calendar", "tries"])


def _put_off(mail: OutgoingMail, problem: Problem) -> None:
    mail.tries += 1
    if mail.tries > len(WAITS):
        _drop(mail, problem, keep_text=True)
        return
    mail.problem, mail.next_try_at = problem, clock.now() + WAITS[mail.tries - 1]
    mail.save(update_fields=["tries", "problem", "next_try_at"])


def _drop(mail: OutgoingMail, problem: Problem, *, keep_text: bool) -> None:
    if mail.is_last:
        mail.delete()
        return
    mail.dropped_at, mail.problem = clock.now(), problem
    if not keep_text:
        mail.text = mail.html = mail.calendar = ""
    mail.save(update_fields=["dropped_at", "problem", "text", "html", "calendar", "tries"])
