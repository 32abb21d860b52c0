"""When an institution's experts are taken: what colleagues look at before they promise an hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ramo.kit import clock

from .models import Engagement, Expert


@dataclass(frozen=True, slots=True)
class BusyDay:
    day: date
    engagements: list[Engagement]


def days_of(experts: Iterable[Expert], *, most: int = 60) -> list[BusyDay]:
    """What is still to come, by day; one query."""
    rows = Engagement.objects.to_come().filter(expert__in=list(experts)).select_related("expert")
    days = groupby(rows.order_by("starts_at")[:most], lambda row: row.starts_at.astimezone(clock.COUNTRY_ZONE).date())
    return [BusyDay(day, list(engagements)) for day, engagements in days]
