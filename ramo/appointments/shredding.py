"""The day after an hour, who held it is forgotten: names, phones, e-mails and the letters that went there."""

from django.db import transaction

from ramo.audit.actions import record
from ramo.mailing.actions import forget_letters_to
from ramo.seats.models import ClaimQuerySet

from .data import OWNER


@transaction.atomic
def shred(claims: ClaimQuerySet) -> int:
    """How many lost their contact; that somebody held the hour, and whether they came, stays."""
    named = claims.with_contact()
    forget_letters_to(list(named.exclude(email="").values_list("email", flat=True)), topic=OWNER)
    count = named.update(name="", phone="", email="", person="", needs_help=False)
    if count:
        record("shredded contacts", f"{OWNER}: the day before", detail={"claims": count})
    return count
