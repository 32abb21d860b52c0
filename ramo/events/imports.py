"""The door for events of other people's calendars: drafts that a librarian of the place decides on.

Those of a source that an institution stands for are published at once. The fields that a person has amended, no
source overwrites, and none takes such an event away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from django.db import connection, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.search.actions import withdraw_cards
from ramo.trust.models import State

from . import actions, cards, source_actions
from .data import EventData, HostData, Outcome, SourceEvent, Span
from .homes import homes_of
from .imported_series import follow_rule, make_room, series_for
from .keeping import Merged, merge, word_of
from .models import Event, Imported
from .writing import data_of

Incoming = tuple[str, SourceEvent]  # the source's own number for it, and what it says


@dataclass(frozen=True, slots=True)
class Source:
    """`vouched_as`: the institution that stands for what it says; empty when nobody does."""

    key: str
    vouched_as: str = ""
    is_demo: bool = False


def standing_of(source_key: str) -> dict[str, str]:
    """What a source had of what is not over yet: its number for each → fingerprint."""
    standing = Imported.objects.filter(source_key=source_key, gone_on=None, event__ends_at__gt=clock.now())
    return dict(standing.values_list("external_id", "fingerprint"))


@transaction.atomic
def put_many(source: Source, items: Sequence[Incoming], *, by: User | None = None) -> list[Outcome]:
    """Each as it came, in its order; of two of the same number the last stands."""
    _take_turn(source.key)
    latest = dict(items)
    known = {each.external_id: each for each in _known(source.key, latest)}
    homes = homes_of(said.settlement for said in latest.values())
    done = {}
    for number, said in latest.items():
        data = _data(said, homes.get(said.settlement, ""), source)
        if number in known:
            done[number] = _again(known[number], said, data, source, by)
        elif data.hosts:
            done[number] = _new(number, said, data, source, by)
        else:
            done[number] = Outcome.HOMELESS
    return [done[number] for number, _said in items]


@transaction.atomic
def mark_gone(*, source_key: str, external_ids: Iterable[str], is_cancelled: bool = False) -> int:
    """What a source has no more is taken down, what it cancelled is called off; how many.

    What a person amended is theirs: it stays.
    """
    _take_turn(source_key)
    gone = [each for each in _known(source_key, external_ids) if each.gone_on is None]
    Imported.objects.filter(pk__in=[each.pk for each in gone]).update(gone_on=clock.today())
    ours = [each.event for each in gone if each.written == _print(each.event) and not each.event.is_over]
    for event in ours:
        if is_cancelled and event.state == State.PUBLISHED and not event.is_called_off:
            actions.call_off(event, by=None)
        else:
            _withdraw(event)
    if gone:
        record("took down imported events", f"events:{source_key}", by=None, detail={"gone": len(ours)})
    return len(ours)


def _known(source_key: str, numbers: Iterable[str]) -> list[Imported]:
    rows = Imported.objects.filter(source_key=source_key, external_id__in=list(numbers)).select_related("event")
    found = list(rows)
    whole = Event.objects.whole().in_bulk([each.event_id for each in found])
    for each in found:
        each.event = whole[each.event_id]
    return found


def _new(number: str, said: SourceEvent, data: EventData, source: Source, by: User | None) -> Literal[Outcome.NEW]:
    event = actions.draft(data, by=by, series=series_for(source.key, said, data))
    _sign(event, said)
    Imported.objects.create(
        event=event,
        source_key=source.key,
        external_id=number,
        series_number=said.series,
        fingerprint=said.fingerprint(),
        written=_print(Event.objects.whole().get(pk=event.pk)),
        said=word_of(said),
    )
    if source.vouched_as:
        actions.publish(event, span=Span.ONE, by=by, vouched_as=source.vouched_as)
    return Outcome.NEW


def _again(row: Imported, said: SourceEvent, data: EventData, source: Source, by: User | None) -> Outcome:
    event, is_back = row.event, row.gone_on is not None
    if row.fingerprint == said.fingerprint() and not is_back:
        return Outcome.UNCHANGED
    is_ours = row.written == _print(event)
    row.fingerprint, row.gone_on = said.fingerprint(), None
    if event.is_over or event.is_called_off or not data.hosts:
        row.save(update_fields=["fingerprint", "gone_on"])
        return Outcome.KEPT
    follow_rule(event, said)
    if row.said == word_of(said) and not is_back:
        _sign(event, said)
        row.save(update_fields=["fingerprint", "gone_on"])
        return Outcome.UNCHANGED
    merged = Merged(data) if is_ours else _merged(row, said, data)
    row.said, row.disputed = word_of(said), merged.disputed
    if is_back and event.state == State.WITHDRAWN:
        event.state = State.DRAFT
        event.save(update_fields=["state"])
    if not merged.is_as_it_stands:
        make_room(event, merged.data)
        actions.amend(event, merged.data, by=by, vouched_as=source.vouched_as)
        _sign(event, said)
    if is_ours:
        row.written = _print(Event.objects.whole().get(pk=event.pk))
    row.save(update_fields=["fingerprint", "written", "said", "disputed", "gone_on"])
    source_actions.ask(row)
    if event.state == State.DRAFT and source.vouched_as and is_ours:
        actions.publish(event, span=Span.ONE, by=by, vouched_as=source.vouched_as)
    return Outcome.KEPT if merged.disputed else Outcome.CHANGED


def _merged(row: Imported, said: SourceEvent, data: EventData) -> Merged:
    ours, was = data_of(row.event), row.said or {}
    return merge(ours, was=was, said=word_of(said), home=data.organiser, disputed=row.disputed)


def _data(said: SourceEvent, library: str, source: Source) -> EventData:
    """The library looks after it; where it takes place is what the source says."""
    host = HostData(library, place=said.place, settlement=said.settlement)
    return EventData(
        kind=said.kind,
        title=said.title,
        text=said.text,
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        area=said.area,
        led_by=said.led_by,
        price=said.price,
        hosts=(host,) if library else (),
        organiser=library,
        is_demo=source.is_demo,
    )


def _sign(event: Event, said: SourceEvent) -> None:
    event.source_label, event.source_url = said.source_label[:160], said.source_url[:500]
    event.save(update_fields=["source_label", "source_url"])


def _print(event: Event) -> str:
    """Of what stands now, whoever wrote it; read with `whole()`. Moments are told alike in any zone."""
    data = data_of(event)
    same = replace(
        data,
        starts_at=data.starts_at.astimezone(clock.COUNTRY_ZONE),
        ends_at=data.ends_at.astimezone(clock.COUNTRY_ZONE),
    )
    return sha256(repr(same).encode()).hexdigest()


def _withdraw(event: Event) -> None:
    event.state = State.WITHDRAWN
    event.save(update_fields=["state"])
    withdraw_cards(kind=cards.KIND, keys=[str(event.pk)])


def _take_turn(source_key: str) -> None:
    """Two runs of one source wait for each other until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"events:{source_key}"])
