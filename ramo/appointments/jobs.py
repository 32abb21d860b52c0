"""What the clock does with bookable hours."""

from datetime import date, timedelta

from ramo.kit import clock
from ramo.network.models import Library
from ramo.seats.models import Claim

from . import actions, today
from .models import Schedule, Slot


def make_slots() -> int:
    """Every night the pattern becomes the hours of one more day; twice is once. How many were made."""
    return sum(actions.make_slots(schedule) for schedule in Schedule.objects.given().whole())


def remind() -> int:
    """The day before: letters to who has an e-mail, a task to call the others. How many were reminded."""
    tomorrow = clock.today() + timedelta(days=1)
    slots = {slot.pool_id: slot for slot in Slot.objects.standing().on(tomorrow).whole()}
    unaware = Claim.objects.holding().filter(pool__in=slots, reminded_at=None).exclude(email="")
    reminded = sum(actions.remind(claim, slots[claim.pool_id]) for claim in unaware)
    libraries = {slot.schedule.library for slot in slots.values()}
    return reminded + sum(today.file_calls(library, tomorrow) for library in libraries)


def file_days() -> int:
    """In the morning libraries see who comes; what was of yesterday is over. How many libraries."""
    day = clock.today()
    for library in _libraries(day - timedelta(days=1)):
        today.close_day(library, day - timedelta(days=1))
    libraries = _libraries(day)
    for library in libraries:
        today.file_day(library, day)
    return len(libraries)


def _libraries(day: date) -> list[Library]:
    slots = Slot.objects.on(day).values("schedule__library")
    return list(Library.objects.filter(pk__in=slots))
