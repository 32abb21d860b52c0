"""Who holds a place or waits learns what changes, once: by letter, or by a call of the library."""

from collections.abc import Callable, Sequence
from itertools import groupby

from django.db.models import Max, Q
from django.utils.translation import gettext_noop

from ramo.mailing.actions import send
from ramo.mailing.data import Letter
from ramo.seats.data import Change
from ramo.seats.models import Claim, ClaimQuerySet, Pool, State
from ramo.seats.owners import Owner
from ramo.tasks.actions import TaskData, file_task

from . import emails
from .addresses import own_address
from .data import OWNER
from .models import Event, Host

_CALL = gettext_noop("Call people who have no e-mail: %(count)s")
Writer = Callable[[Claim, Sequence[Host]], Letter]


def told(pool: Pool, changes: Sequence[tuple[Claim, Change]]) -> None:
    """What the assigner decided: a letter to whom has an e-mail; who is offered a place and has none is called."""
    knows_by_now = {Change.SEATED, Change.WAITING, Change.MOVED}
    if news := [claim.pk for claim, change in changes if change in knows_by_now and not claim.told]:
        newest = pool.hosts.aggregate(Max("event__version"))["event__version__max"]
        Claim.objects.filter(pk__in=news).update(told=newest or 0)
    if any(claim.email or change == Change.OFFERED for claim, change in changes):
        _write_or_call(hosts_of(pool), changes)


def _write_or_call(hosts: Sequence[Host], changes: Sequence[tuple[Claim, Change]]) -> None:
    if not hosts:
        return
    for claim, change in changes:
        if claim.email:
            send(emails.of_change(claim, change, hosts))
    if any(change == Change.OFFERED and not claim.email for claim, change in changes):
        ask_to_call(hosts[0])


def tell_of_new_time(events: Sequence[Event]) -> int:
    """Those who know an earlier version; how many letters. Who has no e-mail stays on the call list."""
    return _tell_all(events, emails.of_new_time)


def tell_of_calling_off(events: Sequence[Event]) -> int:
    return _tell_all(events, emails.of_calling_off)


def ask_to_call(host: Host) -> None:
    """One task a host, with how many are still to be called."""
    count = to_call(host).count()
    if count:
        file_task(
            TaskData(
                key=f"events.call:{host.pk}",
                scope=host.library.scope,
                message=_CALL,
                link=f"/rabotno-myasto/sabitiya/{host.pk}/obazhdane/",
                params={"count": count},
                area=host.event.area_id,
                icon="phone",
                due_on=host.event.starts_on,
            )
        )


def to_call(host: Host) -> ClaimQuerySet:
    """People without e-mail who do not know the present time, or whom a place is kept for until they answer."""
    claims = Claim.objects.standing().filter(pool=host.pool_id, email="").exclude(phone="")
    return claims.filter(Q(told__lt=host.event.version) | Q(state=State.OFFERED))


def hosts_of(pool: Pool) -> list[Host]:
    """The dates that a place of the pool is for, the next first; those behind us are left out."""
    hosts = list(Host.objects.filter(pool=pool).whole().order_by("event__starts_at"))
    return [host for host in hosts if not host.event.is_over] or hosts[-1:]


def _tell_all(events: Sequence[Event], write: Writer) -> int:
    """One letter a person, with all the dates of theirs that changed."""
    hosts = Host.objects.filter(event__in=events).exclude(pool=None).whole().order_by("pool", "event__starts_at")
    letters = 0
    for pool, grouped in groupby(hosts, key=lambda host: host.pool_id):
        changed = list(grouped)
        version = max(host.event.version for host in changed)
        unaware = Claim.objects.standing().filter(pool=pool, told__lt=version).exclude(email="")
        for claim in unaware:
            send(write(claim, changed))
            letters += 1
        unaware.update(told=version)
        ask_to_call(changed[0])
    return letters


OWN = Owner(OWNER, told, own_address)
