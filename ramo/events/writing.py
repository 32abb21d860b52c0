"""From what somebody wrote to the columns of an event and the rows of its hosts, pools of seats included."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from ramo.accounts.models import User
from ramo.kit.identifiers import Identifier, find_identifier
from ramo.seats import actions as seats
from ramo.seats.data import GroupRule, PoolData
from ramo.seats.models import Pool

from .data import OWNER, EventData, HostData
from .errors import HostHasPeople, IdentifierInText
from .models import Event, Host

_TEXTS = ("title", "title_en", "text", "text_en", "led_by", "access", "price")
_SAME = ("kind", "title_en", "text_en", "audience", "age_from", "age_to", "language", "starts_at", "ends_at",
         "online_link", "is_step_free", "materials_link", "are_photos_taken", "phone", "is_demo")  # fmt: skip


def refuse_identifiers(data: EventData) -> None:
    for column in _TEXTS:
        if find_identifier(getattr(data, column)) == Identifier.EGN:
            raise IdentifierInText(column)


def columns_of(data: EventData) -> dict[str, object]:
    return {name: getattr(data, name) for name in _SAME} | {
        "title_bg": data.title,
        "text_bg": data.text,
        "area_id": data.area,
        "topics": list(data.topics),
        "led_by_bg": data.led_by,
        "access_bg": data.access,
        "bring_bg": list(data.bring),
        "price_bg": data.price,
        "organiser_id": data.organiser or None,
        "district_id": data.district or None,
        "institution_id": data.institution or None,
        "valid_until": data.ends_at.astimezone(data.starts_at.tzinfo).date(),
    }


def data_of(event: Event) -> EventData:
    """As it stands, for a form or a copy; read with `whole()`."""
    hosts = tuple(_host_data(host) for host in event.hosts.all())
    pool = next((host.pool for host in event.hosts.all() if host.pool), None)
    return EventData(
        **{name: getattr(event, name) for name in _SAME},
        title=event.title_bg,
        text=event.text_bg,
        area=event.area_id,
        topics=tuple(event.topics),
        led_by=event.led_by_bg,
        institutions=tuple(each.pk for each in event.institutions.all()),
        access=event.access_bg,
        bring=tuple(event.bring_bg),
        price=event.price_bg,
        organiser=event.organiser_id or "",
        district=event.district_id or "",
        institution=event.institution_id or "",
        opens_at=pool.opens_at if pool else None,
        closes_at=pool.closes_at if pool and pool.closes_at != event.starts_at else None,
        hosts=hosts,
    )


def _host_data(host: Host) -> HostData:
    data = HostData(host.library_id, place=host.place_bg, settlement=host.settlement_id or "")
    if host.pool is None:
        return data
    pool = host.pool
    return replace(
        data,
        capacity=pool.capacity,
        largest_party=pool.largest_party,
        has_waiting_list=pool.has_waiting_list,
        lets_smaller_pass=pool.group_rule == GroupRule.OVERTAKE,
    )


def write_hosts(event: Event, data: EventData, *, by: User | None, shared: dict[str, Pool] | None = None) -> bool:
    """Makes the hosts as they are said; whether a place changed. `shared`: pools that a whole series has, by library.

    A library with people on its list is not taken away: its event is called off there instead.
    """
    standing = {host.library_id: host for host in event.hosts.select_related("pool")}
    said = {host.library: host for host in data.hosts}
    _take_away([host for number, host in standing.items() if number not in said])
    changed = False
    for number, wanted in said.items():
        host = standing.get(number) or Host(event=event, library_id=number)
        place = (wanted.place, wanted.settlement or None)
        changed = changed or (host.pk is not None and place != (host.place_bg, host.settlement_id))
        host.place_bg, host.settlement_id = place
        host.pool = (shared or {}).get(number) or _pool(host.pool, wanted, _times(event, data), by)
        host.save()
    return changed


def open_shared(events: Sequence[Event], data: EventData) -> dict[str, Pool]:
    """One pool a library for all dates of a series: one registration holds for all of them."""
    times = (data.opens_at, data.closes_at or events[0].starts_at, events[-1].ends_at)
    return {host.library: seats.open_pool(pool_data(host, times)) for host in data.hosts if host.capacity is not None}


def shared_by(event: Event, data: EventData, *, by: User | None) -> dict[str, Pool]:
    """The pools that an event shares with its series, with the capacities as they are said now."""
    if event.series is None or not event.series.is_registered_once:
        return {}
    said = {host.library: host for host in data.hosts}
    shared = {}
    for host in event.hosts.exclude(pool=None).select_related("pool"):
        pool, wanted = host.pool, said.get(host.library_id)
        if pool and wanted and wanted.capacity is not None:
            last = Host.objects.filter(pool=pool).aggregate(Max("event__ends_at"))["event__ends_at__max"]
            seats.change_pool(pool, pool_data(wanted, (pool.opens_at, pool.closes_at, last)), by=by)
            shared[host.library_id] = pool
    return shared


def pool_data(host: HostData, times: tuple[datetime | None, datetime, datetime]) -> PoolData:
    opens_at, closes_at, ends_at = times
    return PoolData(
        owner=OWNER,
        capacity=host.capacity or 0,
        opens_at=opens_at,
        closes_at=min(closes_at, ends_at),
        ends_at=ends_at,
        has_waiting_list=host.has_waiting_list,
        largest_party=host.largest_party,
        group_rule=GroupRule.OVERTAKE if host.lets_smaller_pass else GroupRule.WAIT,
    )


def _times(event: Event, data: EventData) -> tuple[datetime | None, datetime, datetime]:
    return data.opens_at, data.closes_at or event.starts_at, event.ends_at


def _pool(
    pool: Pool | None, host: HostData, times: tuple[datetime | None, datetime, datetime], by: User | None
) -> Pool | None:
    if host.capacity is None:
        if pool and pool.claims.standing().exists():
            raise HostHasPeople
        return None
    if pool is None:
        return seats.open_pool(pool_data(host, times))
    seats.change_pool(pool, pool_data(host, times), by=by)
    return pool


def _take_away(hosts: Iterable[Host]) -> None:
    for host in hosts:
        if host.pool and host.pool.claims.standing().exists():
            raise HostHasPeople
        host.delete()
