"""Days off: the hours are called off, and the one calendar of the expert shows them taken."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.experts.actions import engage, release
from ramo.experts.data import EngagementData, Span
from ramo.experts.models import Expert
from ramo.kit import clock

from . import actions
from .models import DayOff, Schedule

_DAY = timedelta(days=1)


@transaction.atomic
def add(experts: Sequence[Expert], starts_on: date, ends_on: date, *, by: User) -> int:
    """How many hours were called off. Refused where an expert has promised a library to come on one of the days."""
    off = 0
    for expert in experts:
        off += actions.add_day_off(expert, starts_on, ends_on, by=by)
        day_off = DayOff.objects.get(expert=expert, starts_on=starts_on, ends_on=ends_on)
        for day in _days(day_off):
            engage(expert, EngagementData(_key(day_off, day), Span(_midnight(day), _midnight(day + _DAY))))
    return off


@transaction.atomic
def remove(day_off: DayOff, *, by: User) -> None:
    """What was called off stays so; the hours of other weeks and those not made yet come again."""
    for day in _days(day_off):
        release(_key(day_off, day))
    record("removed day off", day_off, by=by)
    expert = day_off.expert_id
    day_off.delete()
    for schedule in Schedule.objects.given().whole().filter(expert=expert):
        actions.make_slots(schedule)


def _days(day_off: DayOff) -> list[date]:
    return [day_off.starts_on + _DAY * number for number in range((day_off.ends_on - day_off.starts_on).days + 1)]


def _key(day_off: DayOff, day: date) -> str:
    return f"off:{day_off.pk}:{day}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.COUNTRY_ZONE)
