"""Whether all is still true: what the partner was asked and what it answered, before letters are forgotten."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from ramo.desk.data import Period
from ramo.reports.models import AskedMonth
from ramo.watch.models import AskedLink

from .scope import TOTAL, Counts, Scope

_HEARD = Q(answered_at__isnull=False) | Q(ending=AskedLink.Ending.PHONED)
Month = tuple[str, date]  # of an institution


def letters(scope: Scope) -> Counts:
    """Whole months by the counts that were kept; the other days by the questions themselves."""
    period = scope.subject.period
    kept = {
        (row.institution_id, row.month): row
        for row in AskedMonth.objects.filter(institution__in=scope.offices, month__gte=period.first)
        if Period.month(row.month).last <= period.last
    }
    asked = sum(row.asked for row in kept.values())
    answered = sum(row.answered for row in kept.values())
    links = AskedLink.objects.filter(institution__in=scope.offices, made_on__range=(period.first, period.last))
    for of_month, (sent, heard) in by_month(links).items():
        if of_month not in kept:
            asked, answered = asked + sent, answered + heard
    return {("asked", TOTAL): asked, ("answered", TOTAL): answered}


def by_month(links: "QuerySet[AskedLink]") -> dict[Month, tuple[int, int]]:
    """How many were sent and how many of those were answered, by link or by phone."""
    rows = (
        links.order_by()
        .annotate(month=TruncMonth("made_on"))
        .values_list("institution", "month")
        .annotate(sent=Count("pk"), heard=Count("pk", filter=_HEARD))
    )
    return {(institution, month): (sent, heard) for institution, month, sent, heard in rows}


def months_to_keep(today: date) -> Period:
    """Long enough over that every question was answered or given up, and not yet forgotten."""
    return Period(today - timedelta(days=150), today - timedelta(days=60))
