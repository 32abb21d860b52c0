"""Kits of campaigns with their tasks: file → rows."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ramo.campaigns.data import Ask, Who
from ramo.campaigns.models import Form, Kit
from ramo.campaigns.shipped import ShippedKit, ShippedTask
from ramo.events.models import Kind

from .entries import Entry, Shelf, read_yaml, shelve

FILE = "content/campaigns.yaml"
FIELDS = (
    "key", "title_bg", "title_en", "area", "slogan_bg", "anchor_bg", "anchor_month_day", "season_bg", "repeats",
    "dates", "facts_bg", "goal_bg", "audiences_bg", "partner_roles", "phases", "topics_by_month", "school_session",
    "materials", "desk_rules_bg", "questions", "indicators", "targets_bg",
)  # fmt: skip
MOST_HOUR, MOST_MINUTES = 20, 480
_MONTH_DAY = re.compile(r"\d\d-\d\d")
Listed = list[dict[str, Any]]


def kits(folder: Path, areas: Collection[str]) -> Shelf[ShippedKit]:
    entries = enumerate(read_yaml(folder, FILE).entries("campaigns"), start=1)
    return shelve(FILE, (_placed(order, entry) for order, entry in entries), lambda entry: _kit(entry, areas))


def tasks(folder: Path) -> Shelf[ShippedTask]:
    return shelve(FILE, _tasks(read_yaml(folder, FILE)), _task)


def _kit(entry: Entry, areas: Collection[str]) -> ShippedKit:
    entry.only("order", *FIELDS)
    session = entry.entry("school_session")
    return ShippedKit(
        key=entry.text("key"),
        order=entry.number("order"),
        area_id=entry.one_of("area", areas),
        title_bg=entry.text("title_bg"),
        title_en=entry.maybe("title_en"),
        slogan_bg=entry.text("slogan_bg"),
        goal_bg=entry.text("goal_bg"),
        anchor_bg=entry.text("anchor_bg"),
        anchor_month_day=_month_day(entry, "anchor_month_day") if entry.maybe("anchor_month_day") else "",
        season_bg=entry.text("season_bg"),
        repeats=entry.one_of("repeats", Kit.Repeats.values),
        audiences_bg=entry.lines("audiences_bg"),
        facts_bg=entry.lines("facts_bg"),
        roles=[_texts(each, "who", "name_bg", "duty_bg") for each in entry.entries("partner_roles")],
        phases=[{name: each.text(name) for name in ("key", "name_bg")} for each in entry.entries("phases")],
        dates=[_date(each) for each in _maybe(entry, "dates")],
        session_minutes=session.number("minutes"),
        session_age_bg=session.text("age_bg"),
        session_steps_bg=session.lines("steps_bg"),
        bring_bg=session.lines("bring_bg"),
        materials=[_material(each) for each in entry.entries("materials")],
        desk_rules_bg=entry.lines("desk_rules_bg"),
        questions=[_question(each) for each in entry.entries("questions")],
        indicators=entry.lines("indicators"),
        targets_bg=entry.text("targets_bg"),
        topics=[_topic(each) for each in _maybe(entry, "topics_by_month")],
    )


def _tasks(content: Entry) -> Iterator[Entry]:
    """Each with its kit, its phase and its place."""
    for kit in content.entries("campaigns"):
        order = 0
        for phase in kit.entries("phases"):
            phase.only("key", "name_bg", "tasks")
            for task in phase.entries("tasks"):
                task.only("key", "offset_days", "who", "required", "text_bg", "event", "ask")
                order += 1
                place = {"kit": kit.text("key"), "phase": phase.text("key"), "order": order}
                yield Entry(task.file, task.line, {**task.fields, **place})


def _task(entry: Entry) -> ShippedTask:
    event = entry.entry("event") if "event" in entry.fields else None
    return ShippedTask(
        key=f"{entry.text('kit')}-{entry.text('key')}",
        kit_id=entry.text("kit"),
        code=entry.text("key"),
        order=entry.number("order"),
        phase=entry.text("phase"),
        offset_days=_offset(entry),
        who=entry.one_of("who", list(Who)),
        is_required=entry.flag("required"),
        text_bg=entry.text("text_bg"),
        event_kind=event.one_of("kind", Kind.values) if event else "",
        event_title_bg=event.text("title_bg") if event else "",
        from_hour=_at_most(event, "hour", MOST_HOUR) if event else 10,
        minutes=_at_most(event, "minutes", MOST_MINUTES) if event else 60,
        ask=entry.maybe_one_of("ask", list(Ask)) or "",
    )


def _placed(order: int, entry: Entry) -> Entry:
    return Entry(entry.file, entry.line, {**entry.fields, "order": order})


def _maybe(entry: Entry, name: str) -> list[Entry]:
    return entry.entries(name) if name in entry.fields else []


def _texts(entry: Entry, *names: str) -> dict[str, Any]:
    entry.only(*names)
    return {name: entry.text(name) for name in names}


def _material(entry: Entry) -> dict[str, Any]:
    entry.only("key", "form", "title_bg", "lines_bg")
    form = entry.one_of("form", Form.values)
    words = {"title_bg": entry.text("title_bg"), "lines_bg": entry.lines("lines_bg")}
    return {"key": entry.text("key"), "form": form, **words}


def _question(entry: Entry) -> dict[str, Any]:
    entry.only("key", "text_bg", "choices_bg")
    choices = entry.lines("choices_bg")
    if len(choices) < 2:
        raise entry.refused("“choices_bg” must offer two at least: a card takes no words")
    return {"key": entry.text("key"), "text_bg": entry.text("text_bg"), "choices_bg": choices}


def _topic(entry: Entry) -> dict[str, Any]:
    entry.only("month", "topic_bg")
    return {"month": _at_most(entry, "month", 12), "topic_bg": entry.text("topic_bg")}


def _date(entry: Entry) -> dict[str, Any]:
    entry.only("key", "month_day", "text_bg")
    return {"key": entry.text("key"), "month_day": _month_day(entry, "month_day"), "text_bg": entry.text("text_bg")}


def _month_day(entry: Entry, name: str) -> str:
    """A day that every year has."""
    value = entry.text(name)
    try:
        if not _MONTH_DAY.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(f"2027-{value}")
    except ValueError as wrong:
        raise entry.refused(f"“{name}” must be a day of every year, as 04-30") from wrong
    return value


def _offset(entry: Entry) -> int:
    value = entry.fields.get("offset_days")
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 366:
        raise entry.refused("“offset_days” must be a number of days within a year")
    return value


def _at_most(entry: Entry, name: str, most: int) -> int:
    value = entry.number(name)
    if value > most:
        raise entry.refused(f"“{name}” is more than {most}")
    return value
