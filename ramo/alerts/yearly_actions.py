"""Once a year each search is asked for again: a mailbox that nobody reads, or reads no more, is forgotten."""

from django.db import transaction

from ramo.kit import clock
from ramo.mailing.actions import send

from . import emails
from .actions import stop
from .models import MailedSearch


def ask_again() -> int:
    """How many letters were written. A search that another process has in hand is left to it."""
    due = MailedSearch.objects.to_ask_again(clock.today()).values_list("pk", flat=True)
    return sum(map(_ask, list(due)))


def stop_unanswered() -> int:
    """Asked a month ago and not answered: stopped, and gone 48 hours later like all that is stopped."""
    due = list(MailedSearch.objects.unanswered(clock.today()).values_list("pk", flat=True))
    return sum(map(_stop, due))


@transaction.atomic
def _ask(pk: int) -> bool:
    """The letter and the note that it was written stand or fall together."""
    due = MailedSearch.objects.select_for_update(skip_locked=True, of=("self",)).select_related("search", "reader")
    mailed = due.to_ask_again(clock.today()).filter(pk=pk).first()
    if mailed is None:
        return False
    send(emails.still_wanted(mailed))
    mailed.asked_again_on = clock.today()
    mailed.save(update_fields=["asked_again_on"])
    return True


@transaction.atomic
def _stop(pk: int) -> bool:
    """Whoever says yes at this moment is before us or after us, never between."""
    due = MailedSearch.objects.select_for_update(skip_locked=True, of=("self",)).select_related("search", "reader")
    mailed = due.unanswered(clock.today()).filter(pk=pk).first()
    if mailed is None:
        return False
    stop(mailed)
    return True
