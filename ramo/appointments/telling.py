"""Who holds an hour learns what becomes of it, once: by letter, or on the library's call list."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_noop

from ramo.mailing.actions import send
from ramo.network.models import Library
from ramo.seats.data import Change
from ramo.seats.models import Claim, ClaimQuerySet, Pool
from ramo.seats.owners import Owner
from ramo.tasks.actions import TaskData, file_task, settle

from . import emails
from .addresses import day_address, own_address
from .data import OWNER
from .models import Slot

_CALL = gettext_noop("The hour was moved. Call: %(count)s")
_TOLD = {Change.SEATED, Change.MOVED, Change.LEFT}


def told(pool: Pool, changes: Sequence[tuple[Claim, Change]]) -> None:
    """What the assigner decided. A refused one stands before the page and reads it there."""
    slot = Slot.objects.filter(pool=pool).whole().first()
    if slot is None:
        return
    for claim, change in changes:
        if change in _TOLD and claim.email:
            send(emails.of_change(claim, change, slot))
    known = [claim.pk for claim, change in changes if change in {Change.SEATED, Change.MOVED}]
    Claim.objects.filter(pk__in=known).update(told=slot.version)


def tell_all(slot: Slot) -> int:
    """Everybody who knows an earlier version, or that it stands when it does not; how many letters."""
    unaware = slot.claims.standing().filter(told__lt=slot.version)
    with_mail = unaware.exclude(email="")
    letters = 0
    for claim in with_mail:
        send(emails.of_new_time(claim, slot))
        letters += 1
    with_mail.update(told=slot.version)
    ask_to_call(slot.schedule.library, slot.day)
    return letters


def to_call(library: Library, day: date) -> ClaimQuerySet:
    """People with a phone and no e-mail whose hour of that day was moved or called off, and who do not know it."""
    slots = Slot.objects.filter(schedule__library=library).on(day)
    version = Subquery(Slot.objects.filter(pool=OuterRef("pool")).values("version")[:1])
    claims = Claim.objects.standing().filter(pool__in=slots.values("pool"), email="").exclude(phone="")
    return claims.annotate(version=version).filter(told__lt=F("version"))


def ask_to_call(library: Library, day: date) -> None:
    """One task a library and day; settled when nobody is left to call."""
    key, count = f"hours.call:{library.pk}:{day}", to_call(library, day).count()
    if not count:
        settle(key=key)
        return
    link = f"{day_address(library, day)}#call"
    file_task(TaskData(key, library.scope, _CALL, link, {"count": count}, icon="phone", due_on=day))


OWN = Owner(OWNER, told, own_address)
