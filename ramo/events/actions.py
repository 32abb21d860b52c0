"""The only door that writes events; seats, letters and the catalogue follow in the same transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import Identifier, find_identifier
from ramo.network.models import Institution
from ramo.search.actions import file_cards, withdraw_cards
from ramo.seats import actions as seats
from ramo.seats.data import ClaimData
from ramo.seats.errors import NotOpen
from ramo.seats.models import Claim, Pool
from ramo.tasks.actions import settle
from ramo.trust.actions import target_of
from ramo.trust.models import State, Verification

from . import cards, telling, writing
from .data import Bands, EventData, Span
from .errors import AlreadyOver, IdentifierInText, NobodyRegisters, NotOver
from .models import Event, Headcount, Host, Series
from .recurrence import Repeated


def draft(data: EventData, *, by: User | None, submission: UUID | None = None, series: Series | None = None) -> Event:
    """Nobody but staff sees it until it is published. The same submission again is the same event."""
    writing.refuse_identifiers(data)

    def write() -> Event:
        event = _create(data, series=series, submission=submission)
        writing.write_hosts(event, data, by=by)
        record("drafted event", event, by=by)
        return event

    return _once(submission, write)


def draft_series(
    data: EventData, repeated: Repeated, *, by: User | None, submission: UUID | None = None
) -> list[Event]:
    """One event a date, at the hours of `data`; each is a row of its own that edits keep."""
    writing.refuse_identifiers(data)
    first = _once(submission, lambda: _draft_all(data, repeated, by, submission))
    return list(Event.objects.filter(series=first.series_id).order_by("starts_at"))


def _draft_all(data: EventData, repeated: Repeated, by: User | None, submission: UUID | None) -> Event:
    rule, dates = repeated.rule, repeated.dates
    series = Series.objects.create(
        words=repeated.words,
        weekdays=list(rule.weekdays),
        starts_on=rule.starts_on,
        until=rule.until,
        weeks=rule.weeks,
        nth=rule.nth,
        skips_holidays=rule.skips_holidays,
        skipped_months=list(rule.skipped_months),
        is_registered_once=repeated.is_registered_once,
    )
    each_data = [_on(data, day) for day in dates]
    events = [_create(each, series=series) for each in each_data]
    shared = writing.open_shared(events, data) if repeated.is_registered_once else None
    for event, each in zip(events, each_data, strict=True):
        writing.write_hosts(event, each, by=by, shared=shared)
    Event.objects.filter(pk=events[0].pk).update(submission=submission)
    record("drafted series", series, by=by, detail={"dates": len(events)})
    return events[0]


def _once(submission: UUID | None, write: Callable[[], Event]) -> Event:
    """A second press at the same moment meets the unique key, and finds what the first wrote."""
    try:
        with transaction.atomic():
            again = Event.objects.filter(submission=submission).first() if submission else None
            return again or write()
    except IntegrityError:
        if submission is None:
            raise
        return Event.objects.get(submission=submission)


@transaction.atomic
def publish(event: Event, *, span: Span = Span.ALL, by: User | None, vouched_as: str) -> int:
    """Everybody sees it, and whoever publishes it stands for it; how many dates."""
    events = [each for each in spanned(event, span) if each.state == State.DRAFT and not each.is_over]
    if not events:
        raise AlreadyOver
    for each in events:
        each.state = State.PUBLISHED
        each.save(update_fields=["state"])
    _vouch(events, by=by, vouched_as=vouched_as)
    record("published event", event, by=by, detail={"dates": len(events)})
    return len(events)


@transaction.atomic
def discard(event: Event, *, by: User | None) -> None:
    """A draft goes; what was published is called off instead."""
    if Event.objects.filter(pk=event.pk, state=State.DRAFT, series=None).delete()[0]:
        record("discarded event", event, by=by)


@transaction.atomic
def amend(event: Event, data: EventData, *, span: Span = Span.ONE, by: User | None, vouched_as: str) -> int:
    """Rewrites the event, and of its series the following or all; how many. Their numbers and people stay.

    Others of the series keep their day and move by as much as this one does. Who holds a place hears of it once.
    """
    writing.refuse_identifiers(data)
    if event.is_over or event.is_called_off:
        raise AlreadyOver
    by_so_much = _on_the_wall(data.starts_at) - _on_the_wall(event.starts_at)
    amended = [each for each in spanned(event, span) if not each.is_over and not each.is_called_off]
    moved = []
    for each in amended:
        start = (_on_the_wall(each.starts_at) + by_so_much).replace(tzinfo=clock.COUNTRY_ZONE)
        if _rewrite(each, _at(data, start), by):
            moved.append(each)
    _number_anew(moved)
    telling.tell_of_new_time([each for each in moved if each.state == State.PUBLISHED])
    _vouch([each for each in amended if each.state == State.PUBLISHED], by=by, vouched_as=vouched_as)
    record("amended event", event, by=by, detail={"dates": len(amended)})
    event.refresh_from_db()
    return len(amended)


@transaction.atomic
def call_off(event: Event, *, because: str = "", span: Span = Span.ONE, by: User | None) -> int:
    """It will not take place: the page says so until its day, everybody concerned hears it once; how many letters."""
    if find_identifier(because) == Identifier.EGN:
        raise IdentifierInText("because")
    events = [each for each in spanned(event, span) if not each.is_over and not each.is_called_off]
    if not events:
        raise AlreadyOver
    for each in events:
        each.called_off_at, each.called_off_bg = clock.now(), because
        each.save(update_fields=["called_off_at", "called_off_bg"])
    _number_anew(events)
    letters = telling.tell_of_calling_off(events)
    for pool in Pool.objects.filter(hosts__event__in=events).distinct():
        if not pool.hosts.filter(event__called_off_at=None).exists():
            seats.call_off(pool, by=by)
    _withdraw_cards(events)
    record("called off event", event, by=by, detail={"dates": len(events)})
    return letters


def register(host: Host, data: ClaimData, *, submission: UUID) -> Claim:
    """A place or a turn in line, in the order of arrival. Not within a transaction: see `seats.actions.settle`."""
    if host.pool is None:
        raise NobodyRegisters
    if host.event.is_called_off or (host.event.state != State.PUBLISHED and not data.is_by_staff):
        raise NotOpen
    seen = 0 if host.event.series_id else host.event.version  # of a series that is decided with all its dates
    return seats.take(host.pool, replace(data, told=seen), submission=submission)


@transaction.atomic
def was_called(claim: Claim, host: Host, *, by: User) -> None:
    """Somebody told the person on the phone: they know the present time."""
    Claim.objects.filter(pk=claim.pk).update(told=host.event.version)
    record("called person", claim, by=by)
    if not telling.to_call(host).exists():
        settle(key=f"events.call:{host.pk}")


@transaction.atomic
def count(host: Host, bands: Bands, *, by: User) -> Headcount:
    """How many came; said again it replaces what was said."""
    if not host.event.has_begun:
        raise NotOver
    values = {name: getattr(bands, name) for name in bands.__slots__} | {"counted_at": clock.now()}
    counted, _ = Headcount.objects.update_or_create(host=host, defaults=values)
    _happened(host, did=True, by=by, total=bands.total)
    return counted


@transaction.atomic
def did_not_happen(host: Host, *, by: User) -> None:
    if not host.event.has_begun:
        raise NotOver
    Headcount.objects.filter(host=host).delete()
    _happened(host, did=False, by=by, total=0)


@transaction.atomic
def file_all_cards() -> int:
    """Of everything on the calendar; how many."""
    return file_cards(cards.cards_of(Event.objects.on_calendar().whole().iterator(chunk_size=500)))


@transaction.atomic
def archive(events: Iterable[Event]) -> None:
    """What is over leaves the catalogue by itself."""
    _withdraw_cards(list(events))


def spanned(event: Event, span: Span) -> list[Event]:
    """The event alone, or with those of its series; each locked, in the order of their days."""
    rows = Event.objects.select_for_update(of=("self",)).order_by("starts_at", "pk")
    if span == Span.ONE or event.series_id is None:
        return list(rows.filter(pk=event.pk))
    rows = rows.filter(series=event.series_id)
    return list(rows.filter(starts_at__gte=event.starts_at) if span == Span.FOLLOWING else rows)


def _create(data: EventData, *, series: Series | None = None, submission: UUID | None = None) -> Event:
    columns = writing.columns_of(data)
    event = Event.objects.create(state=State.DRAFT, series=series, submission=submission, **columns)
    event.institutions.set(Institution.objects.filter(pk__in=data.institutions))
    return event


def _on(data: EventData, day: date) -> EventData:
    return _at(data, datetime.combine(day, _on_the_wall(data.starts_at).time(), tzinfo=clock.COUNTRY_ZONE))


def _at(data: EventData, start: datetime) -> EventData:
    """The same at another time: as long, and with registration open as long before."""
    by_so_much = start - data.starts_at
    return replace(
        data,
        starts_at=start,
        ends_at=data.ends_at + by_so_much,
        opens_at=data.opens_at and data.opens_at + by_so_much,
        closes_at=data.closes_at and data.closes_at + by_so_much,
    )


def _on_the_wall(moment: datetime) -> datetime:
    """As the clock shows it: ten o'clock stays ten o'clock over the change to summer time."""
    return moment.astimezone(clock.COUNTRY_ZONE).replace(tzinfo=None)


def _rewrite(event: Event, data: EventData, by: User | None) -> bool:
    """Whether its time or place changed."""
    was = (event.starts_at, event.ends_at, event.online_link)
    for column, value in writing.columns_of(data).items():
        setattr(event, column, value)
    event.institutions.set(Institution.objects.filter(pk__in=data.institutions))
    event.save()
    moved = writing.write_hosts(event, data, by=by, shared=writing.shared_by(event, data, by=by))
    return moved or was != (event.starts_at, event.ends_at, event.online_link)


def _number_anew(events: Sequence[Event]) -> None:
    """One number for all that change together, higher than any their people may know."""
    if not events:
        return
    related = Q(pk__in=[event.pk for event in events])
    if events[0].series_id:
        related |= Q(series=events[0].series_id)
    version = 1 + Event.objects.filter(related).aggregate(Max("version"))["version__max"]
    for event in events:
        event.version = version
        event.save(update_fields=["version"])


def _vouch(events: Sequence[Event], *, by: User | None, vouched_as: str) -> None:
    today = clock.today()
    for event in events:
        event.verified_on, event.verified_as = (today, vouched_as) if vouched_as else (None, "")
        event.save(update_fields=["verified_on", "verified_as"])
    if vouched_as:
        Verification.objects.bulk_create(_said(event, by, vouched_as) for event in events)
    shown = Event.objects.on_calendar().filter(pk__in=[event.pk for event in events])
    file_cards(cards.cards_of(shown.whole()))


def _said(event: Event, by: User | None, vouched_as: str) -> Verification:
    kind, key = target_of(event)
    until = event.valid_until or clock.today()
    return Verification(
        target_kind=kind, target_key=key, verified_on=clock.today(), verified_as=vouched_as, by=by, valid_until=until
    )


def _withdraw_cards(events: Sequence[Event]) -> None:
    withdraw_cards(kind=cards.KIND, keys=(str(event.pk) for event in events))


def _happened(host: Host, *, did: bool, by: User, total: int) -> None:
    host.did_happen = did
    host.save(update_fields=["did_happen"])
    settle(key=f"events.count:{host.pk}")
    record("counted event", host, by=by, detail={"happened": did, "came": total})
