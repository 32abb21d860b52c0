"""Days of a campaign: from the anchor to real dates, and to working hours of events."""

from datetime import date, datetime, time, timedelta

from django.utils.text import slugify

from ramo.experts.data import Span
from ramo.kit import clock
from ramo.kit.bulgarian.romanise import romanised
from ramo.kit.holidays import holiday_name

from .data import GRACE, EditionData
from .errors import AlreadyOver, DatesOutOfOrder, TaskOutside
from .models import Kit, KitTask

SLUG_LENGTH = 60
_SATURDAY = 5
_WEEK = timedelta(weeks=1)


def label_of(kit: Kit, anchor_on: date) -> str:
    return f"{anchor_on:%Y}" if kit.repeats == Kit.Repeats.YEARLY else f"{anchor_on:%Y-%m}"


def slug_of(kit: Kit, label: str) -> str:
    return f"{slugify(romanised(kit.title_bg))[:SLUG_LENGTH].strip('-')}-{label}"


def days_of(kit: Kit, data: EditionData) -> dict[KitTask, date]:
    """Every task with its day: the one that was said for it, else so many days from the anchor."""
    return {task: data.due.get(task.code) or task.due_from(data.anchor_on) for task in kit.tasks.all()}


def season_of(data: EditionData, days: dict[KitTask, date]) -> tuple[date, date]:
    """First and last day; where nobody said them, those of the first and the last task."""
    first = data.starts_on or min([data.anchor_on, *days.values()])
    last = data.ends_on or max([data.anchor_on, *days.values()])
    return first, last


def refuse_disorder(anchor_on: date, season: tuple[date, date], days: dict[KitTask, date]) -> None:
    first, last = season
    if first > anchor_on:
        raise DatesOutOfOrder("starts_on")
    if last < anchor_on:
        raise DatesOutOfOrder("ends_on")
    if last < clock.today():
        raise AlreadyOver
    for task, day in days.items():
        if not first <= day <= last:
            raise TaskOutside(task.code)


def due_for(day: date, joined_on: date) -> date:
    """Who joins late has a week for what was due before."""
    return day if day >= joined_on else joined_on + GRACE


def start_of(task: KitTask, day: date) -> datetime:
    """On a working day: no school and no office is open on others."""
    while day.weekday() >= _SATURDAY or holiday_name(day, "bg"):
        day += timedelta(days=1)
    return datetime.combine(day, time(task.from_hour), tzinfo=clock.COUNTRY_ZONE)


def two_times(task: KitTask, starts_at: datetime) -> tuple[Span, Span]:
    """What a library asks for: the day of the task, and a week later."""
    later = start_of(task, starts_at.date() + _WEEK)
    return Span.lasting(starts_at, task.minutes), Span.lasting(later, task.minutes)
