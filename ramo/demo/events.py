"""Invented events: events.yaml → what a library would have written, with people on the lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet

from ramo.events import actions
from ramo.events.data import EventData, HostData, Span
from ramo.events.models import Event, Series
from ramo.events.recurrence import Repeated, dates_of
from ramo.events.spoken import rule_of
from ramo.kit import clock
from ramo.kit.holidays import holiday_name
from ramo.network.models import Library
from ramo.seats import actions as seats
from ramo.seats.data import ClaimData
from ramo.seats.models import Pool
from ramo.seed.entries import Entry, read_yaml
from ramo.trust.models import State

from .invented import FOLDER

FILE = "events.yaml"
FIELDS = ("title", "kind", "area", "topics", "library", "also", "day", "from", "to", "places", "people", "place",
          "led_by", "institutions", "audience", "age_from", "age_to", "text", "bring", "access", "step_free", "photos",
          "repeats")  # fmt: skip
NAMES = ("Пенка", "Георги", "Стоянка", "Иван", "Мария", "Асен", "Цветана", "Димитър")


def put_events() -> None:
    for entry in read_yaml(FOLDER, FILE).entries("events"):
        entry.only(*FIELDS)
        for event in _written(entry):
            _publish(event)
            _sign_up(event, entry.number("people") if "people" in entry.fields else 0)


def events_put() -> list[QuerySet[Any]]:
    """Every invented event and its seats, in the order in which they go."""
    events = Event.objects.filter(is_demo=True)
    return [
        events,
        Series.objects.filter(pk__in=list(events.values_list("series", flat=True))),
        Pool.objects.filter(pk__in=list(Pool.objects.filter(hosts__event__in=events).values_list("pk", flat=True))),
    ]


def _written(entry: Entry) -> list[Event]:
    data = _data(entry)
    if words := entry.maybe("repeats"):
        rule = rule_of(words, starts_on=data.starts_at.date(), is_holiday=_is_holiday)
        dates = dates_of(rule, is_holiday=_is_holiday)
        return actions.draft_series(data, Repeated(words, rule, tuple(dates)), by=None)
    return [actions.draft(data, by=None)]


def _data(entry: Entry) -> EventData:
    day = clock.today() + timedelta(days=int(entry.fields["day"]))
    places = entry.number("places") if "places" in entry.fields else None
    own = HostData(entry.text("library"), places, place=entry.maybe("place"))
    others = (replace(own, library=number, place="") for number in _lines(entry, "also"))
    return EventData(
        kind=entry.text("kind"),
        title=entry.text("title"),
        starts_at=_at(day, entry.text("from")),
        ends_at=_at(day, entry.text("to")),
        area=entry.text("area"),
        hosts=(own, *others),
        text=entry.maybe("text"),
        topics=tuple(entry.lines("topics")),
        audience=entry.maybe("audience") or "all",
        age_from=entry.number("age_from") if "age_from" in entry.fields else None,
        age_to=entry.number("age_to") if "age_to" in entry.fields else None,
        led_by=entry.maybe("led_by"),
        institutions=tuple(_lines(entry, "institutions")),
        bring=tuple(_lines(entry, "bring")),
        access=entry.maybe("access"),
        is_step_free=True if "step_free" in entry.fields else None,
        are_photos_taken=entry.flag("photos") if "photos" in entry.fields else False,
        organiser=entry.text("library"),
        is_demo=True,
    )


def _publish(event: Event) -> None:
    """What lies behind us stood published in its time."""
    if event.is_over:
        Event.objects.filter(pk=event.pk).update(state=State.PUBLISHED)
    else:
        actions.publish(event, span=Span.ONE, by=None, vouched_as=_whose(event.organiser))


def _sign_up(event: Event, people: int) -> None:
    for host in event.hosts.exclude(pool=None).select_related("pool"):
        pool = host.pool
        if pool is None:
            continue
        for number in range(people):
            name = "" if event.is_anonymous else NAMES[number % len(NAMES)]
            if not event.is_over:
                seats.take(pool, ClaimData(name=name, phone=f"000 000 {number:03}"), submission=uuid4())


def _whose(library: Library | None) -> str:
    return f"Библиотека {library.settlement.name_bg}" if library and library.settlement else "библиотеката"


def _lines(entry: Entry, name: str) -> Iterator[str]:
    yield from entry.lines(name) if name in entry.fields else ()


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=clock.COUNTRY_ZONE)


def _is_holiday(day: date) -> bool:
    return bool(holiday_name(day, "bg"))
