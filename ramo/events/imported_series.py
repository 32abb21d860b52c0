"""Dates that a calendar repeats by a rule that our words can say are one of our series."""

from collections.abc import Mapping
from typing import Any

from .calendar_rules import is_endless, rule_of, words_of
from .data import EventData, SourceEvent
from .models import Event, Imported, Series


def series_for(source_key: str, said: SourceEvent, data: EventData) -> Series | None:
    """The one that its other dates in the same library have, with the rule as it is said now; else a new one.

    None for a single event, for a rule that our words cannot say, and where that series has this hour already.
    """
    rule = rule_of(said.repeats) if said.series and said.repeats else None
    if rule is None:
        return None
    kin = Imported.objects.filter(source_key=source_key, series_number=said.series, event__organiser=data.organiser)
    first = kin.exclude(event__series=None).select_related("event__series").first()
    series = (first.event.series if first else None) or Series()
    if series.pk and Event.objects.filter(series=series, starts_at=data.starts_at).exists():
        return None
    _write(series, said.repeats)
    return series


def follow_rule(event: Event, said: SourceEvent) -> None:
    """The calendar changed the rule: the series says the new one, or lets go of the date if our words cannot."""
    if event.series is None:
        return
    if rule_of(said.repeats) is None:
        _leave(event)
    else:
        _write(event.series, said.repeats)


def make_room(event: Event, data: EventData) -> None:
    """A date that moves to another library, or to an hour that its series has already, stands alone from now on."""
    if event.series_id is None:
        return
    others = Event.objects.filter(series=event.series_id, starts_at=data.starts_at).exclude(pk=event.pk)
    if data.organiser != event.organiser_id or others.exists():
        _leave(event)


def _leave(event: Event) -> None:
    event.series = None
    event.save(update_fields=["series"])


def _write(series: Series, repeats: str) -> None:
    rule = rule_of(repeats)
    if rule is None:
        return
    said: Mapping[str, Any] = {
        "words": words_of(rule, is_endless=is_endless(repeats)),
        "weekdays": list(rule.weekdays),
        "starts_on": rule.starts_on,
        "until": rule.until,
        "weeks": rule.weeks,
        "nth": rule.nth,
    }
    if series.pk is None or any(getattr(series, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(series, name, value)
        series.save()
