"""Raw record → event: when it begins and ends by the country's clock, and what it is about."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from ramo.events.data import SourceEvent
from ramo.harvest.data import RawRecord

from . import dates

_USUAL = timedelta(hours=1)  # where its end is not said
_NOTHING_TO_PAY = re.compile(
    r"^(?:0+(?:[.,]0+)?(?:\s?(?:лв\.?|€|EUR|BGN))?|безплатно|вход свободен|свободен вход|free)$", re.I
)
_AREAS = (
    ("health", re.compile(r"здрав|профилак|лекар|болниц|кръводар|медицин", re.IGNORECASE)),
    ("taxes", re.compile(r"данъ|\bНАП\b|осигур", re.IGNORECASE)),
    ("employment", re.compile(r"заетост|трудов|бюро по труда|работодател|кариер", re.IGNORECASE)),
)
_KINDS = (
    ("exhibition", re.compile(r"изложб|експозиц|exhibition", re.IGNORECASE)),
    ("training", re.compile(r"обучени|работилниц|уъркшоп|training|workshop", re.IGNORECASE)),
    ("talk", re.compile(r"лекция|беседа|разговор|среща с|lecture|talk", re.IGNORECASE)),
)


def event(record: RawRecord, common: Mapping[str, Any], *, occupations: object, today: date) -> SourceEvent:
    """`occupations` as all kinds are made; none is asked for. NotADate where no beginning can be read."""
    starts = dates.since(record.text("starts"), today=today)
    if starts is None:
        raise dates.NotADate(record.text("starts"))
    first, last = _span(starts, dates.until(record.text("ends"), today=today))
    words = " ".join((record.text("title"), *record.items("topics"), record.text("organisation")))
    return SourceEvent(
        kind=_first(_KINDS, words) or "cultural",
        title=record.text("title")[:200],
        text=record.text("text"),
        starts_at=first,
        ends_at=last,
        area=common["area"] or _first(_AREAS, words) or "culture",
        settlement=next(iter(common["places"]), ""),
        place=common["place_text"][:160],
        price="" if _NOTHING_TO_PAY.match(record.text("price").strip()) else record.text("price")[:80],
        source_label=common["source_label"],
        source_url=common["source_url"],
        series=record.text("series"),
        repeats=record.text("repeats"),
    )


def _span(starts: dates.When, ends: dates.When | None) -> tuple[datetime, datetime]:
    """A whole day lasts until its end; an end before the beginning was not meant."""
    first = starts.moment(time.min)
    otherwise = first + _USUAL if starts.minute else starts.moment(time.min).replace(hour=23, minute=59)
    last = ends.moment(dates.END_OF_DAY) if ends else otherwise
    return first, last if last > first else otherwise


def _first(known: tuple[tuple[str, re.Pattern[str]], ...], words: str) -> str:
    return next((key for key, written in known if written.search(words)), "")
