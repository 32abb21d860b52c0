"""When an institution's experts are taken: what colleagues look at before they promise an hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from ramo.kit import clock

from .models import Engagement, Expert

_MOST_OF_A_DAY = timedelta(hours=23)  # of the day on which clocks go forward


@dataclass(frozen=True, slots=True)
class Busy:
    """Hours that follow each other without a break are one."""

    expert: Expert
    starts_at: datetime
    ends_at: datetime

    @property
    def is_whole_day(self) -> bool:
        return self.ends_at - self.starts_at >= _MOST_OF_A_DAY


@dataclass(frozen=True, slots=True)
class BusyDay:
    day: date
    engagements: list[Busy]


def days_of(experts: Iterable[Expert], *, most: int = 200) -> list[BusyDay]:
    """What is still to come, by day; one query."""
    known = [expert.pk for expert in experts]
    rows = Engagement.objects.to_come().filter(expert__in=known).select_related("expert")
    days = groupby(rows.order_by("starts_at")[:most], lambda row: row.starts_at.astimezone(clock.COUNTRY_ZONE).date())
    return [BusyDay(day, _joined(engagements)) for day, engagements in days]


def _joined(engagements: Iterable[Engagement]) -> list[Busy]:
    found: list[Busy] = []
    for each in sorted(engagements, key=lambda each: (each.expert_id, each.starts_at)):
        last = found[-1] if found else None
        if last and (last.expert, last.ends_at) == (each.expert, each.starts_at):
            found[-1] = Busy(each.expert, last.starts_at, each.ends_at)
        else:
            found.append(Busy(each.expert, each.starts_at, each.ends_at))
    return sorted(found, key=lambda busy: busy.starts_at)
