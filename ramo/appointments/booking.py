"""The hours of a schedule as a reader chooses among them: by day, each free, taken, or not open yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import OuterRef, Subquery

from ramo.kit import clock

from .models import Schedule, ScheduleQuerySet, Slot


@dataclass(frozen=True, slots=True)
class Day:
    """`opens_at`: when the hours of that day can be booked, empty once they can."""

    day: date
    slots: Sequence[Slot]
    opens_at: datetime | None

    @property
    def is_full(self) -> bool:
        return all(slot.pool.is_full for slot in self.slots)


def days_of(schedule: Schedule) -> list[Day]:
    """One query."""
    slots = schedule.slots.to_come().select_related("pool")
    return [_day(day, list(found)) for day, found in groupby(slots, key=lambda slot: slot.day)]


def with_next_free(schedules: ScheduleQuerySet) -> ScheduleQuerySet:
    """Each with `next_free`, the first hour that can be booked now; in the order of it."""
    first = Slot.objects.bookable().filter(schedule=OuterRef("pk")).values("starts_at")[:1]
    return schedules.annotate(next_free=Subquery(first))


def _day(day: date, slots: list[Slot]) -> Day:
    opens_at = slots[0].pool.opens_at
    return Day(day, slots, opens_at if opens_at and opens_at > clock.now() else None)
