"""Who receives where, in numbers: the two weeks to come, and the four behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from ramo.kit import clock
from ramo.network.models import LibraryQuerySet
from ramo.seats.models import HOLDING, Claim

from .models import Schedule, Slot

_AHEAD, _BACK = timedelta(days=14), timedelta(days=28)
_MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """`places` and `booked` of the weeks to come; `absent`: who booked and did not come."""

    schedule: Schedule
    places: int
    booked: int
    came: int
    absent: int


def lines_of(libraries: LibraryQuerySet) -> Sequence[Line]:
    """Three queries, whatever their number."""
    schedules = list(
        Schedule.objects.given()
        .whole()
        .filter(library__in=libraries.values("pk"))
        .order_by("library__place_bg", "weekday", "opens")[:_MOST]
    )
    known = [schedule.pk for schedule in schedules]
    now = clock.now()
    ahead = Slot.objects.standing().filter(schedule__in=known, starts_at__range=(now, now + _AHEAD)).order_by()
    sums = {
        pk: (places, booked)
        for pk, places, booked in ahead.values("schedule")
        .annotate(places=Coalesce(Sum("pool__capacity"), 0), booked=Coalesce(Sum("pool__taken"), 0))
        .values_list("schedule", "places", "booked")
    }
    behind = Slot.objects.standing().filter(schedule__in=known, starts_at__range=(now - _BACK, now))
    owner = dict(behind.values_list("pool", "schedule"))
    marks = Claim.objects.filter(pool__in=list(owner), state__in=HOLDING).order_by().values("pool")
    came: dict[int, int] = {}
    absent: dict[int, int] = {}
    for row in marks.annotate(came_=Count("pk", filter=Q(came__gt=0)), absent_=Count("pk", filter=Q(came=0))):
        schedule = owner[row["pool"]]
        came[schedule] = came.get(schedule, 0) + row["came_"]
        absent[schedule] = absent.get(schedule, 0) + row["absent_"]
    return [Line(each, *sums.get(each.pk, (0, 0)), came.get(each.pk, 0), absent.get(each.pk, 0)) for each in schedules]
