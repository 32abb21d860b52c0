"""The same elsewhere: other dates and places of an event, for whom this one is full, over or too far."""

from django.db.models import F, Q

from ramo.seats.models import Claim

from .models import Event, Host, HostQuerySet

MOST = 4


def similar_to(event: Event) -> list[Host]:
    """Of its series or name first, else of its area."""
    same = _same(event)
    hosts = list(Host.objects.on_calendar().filter(same).exclude(event=event.pk).whole().order_by(_WHEN)[:MOST])
    if hosts:
        return hosts
    of_area = Host.objects.on_calendar().filter(event__area=event.area_id).exclude(event=event.pk)
    return list(of_area.whole().order_by(_WHEN)[:MOST])


def where_to_move(claim: Claim, event: Event) -> HostQuerySet:
    """Where the whole party would sit at once: the same in another place or on another day."""
    room = Host.objects.on_calendar().filter(_same(event), pool__isnull=False)
    fits = room.filter(pool__capacity__gte=F("pool__taken") + claim.party, pool__is_called_off=False)
    return fits.exclude(pool=claim.pool_id).whole().order_by(_WHEN)[: MOST * 2]


def _same(event: Event) -> Q:
    alike = Q(event__title_bg=event.title_bg, event__area=event.area_id)
    return alike | Q(event__series=event.series_id) if event.series_id else alike


_WHEN = "event__starts_at"
