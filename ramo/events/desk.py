"""What staff see of events: shelves, and what each row still asks for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import Permission, may
from ramo.network.models import Institution
from ramo.trust.models import State
from ramo.vocabularies.models import District

from .data import EventData
from .models import Event, Host, HostQuerySet
from .reach import Scope, may_edit, within
from .writing import data_of


@dataclass(frozen=True, slots=True)
class Shelf:
    key: str
    label: str | Promise
    nothing: str | Promise
    pick: Callable[[HostQuerySet], HostQuerySet]


@dataclass(frozen=True, slots=True)
class Row:
    """`is_offered`: an institution wrote it, and somebody else publishes it."""

    host: Host
    may_edit: bool
    is_offered: bool
    may_run: bool
    waits_for_count: bool


def _coming(hosts: HostQuerySet) -> HostQuerySet:
    return hosts.filter(event__ends_at__gt=clock.now()).exclude(event__state=State.DRAFT).order_by("event__starts_at")


def _drafts(hosts: HostQuerySet) -> HostQuerySet:
    return hosts.filter(event__state=State.DRAFT).order_by("event__starts_at")


def _uncounted(hosts: HostQuerySet) -> HostQuerySet:
    return hosts.filter(
        event__state=State.PUBLISHED, event__ends_at__lte=clock.now(), event__called_off_at=None, did_happen=None
    ).order_by("event__starts_at")


def _past(hosts: HostQuerySet) -> HostQuerySet:
    return hosts.filter(event__ends_at__lte=clock.now()).order_by("-event__starts_at")


SHELVES = {
    shelf.key: shelf
    for shelf in (
        Shelf("coming", _("To come"), _("Nothing is to come. Write the next one."), _coming),
        Shelf("drafts", _("Drafts"), _("No drafts."), _drafts),
        Shelf("uncounted", _("How many came?"), _("Everything is counted."), _uncounted),
        Shelf("past", _("Archive"), _("The archive is empty."), _past),
    )
}


def hosts_within(user: User) -> HostQuerySet:
    return (
        Host.objects.filter(within(user))
        .whole()
        .select_related("headcount", "event__organiser", "event__district", "event__institution")
    )


def rows_of(user: User, hosts: Iterable[Host]) -> list[Row]:
    return [
        Row(
            host,
            may_edit(user, host.event),
            bool(host.event.institution_id) and not may_edit(user, host.event),
            may(user, Permission.RUN_EVENT, host.library),
            host.event.is_over and host.did_happen is None and not host.event.is_called_off,
        )
        for host in hosts
    ]


def copied(number: str, user: User) -> EventData | None:
    """An earlier event to begin from; what somebody else wrote is no secret, but it is read as its page shows it."""
    event = Event.objects.whole().filter(pk=number).first() if number.isdigit() and len(number) < 10 else None
    return data_of(event) if event and (event.state == State.PUBLISHED or may_edit(user, event)) else None


def written_by(data: EventData, scope: Scope) -> EventData:
    """In whose name: a library's stands in the form already."""
    match scope:
        case District():
            return replace(data, district=scope.pk)
        case Institution():
            return replace(data, institution=scope.pk, institutions=tuple({*data.institutions, scope.pk}))
    return data
