"""How long one may still act: within a week, a month, later, or without a last day. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from .data import Deadline
from .kinds import KINDS

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
DATED_SPANS = (Deadline.WEEK, Deadline.MONTH, Deadline.LATER)
# Each last day is in one span alone; what one asks for is one or several of them.
SPANS: Mapping[str, tuple[Deadline, ...]] = {
    Deadline.WEEK: (Deadline.WEEK,),
    Deadline.MONTH: (Deadline.WEEK, Deadline.MONTH),
    Deadline.LATER: (Deadline.LATER,),
    Deadline.OPEN: (Deadline.OPEN,),
}


def dated_kinds() -> list[str]:
    """Kinds whose last day is the last one on which somebody may act."""
    return [kind.key for kind in KINDS.values() if kind.has_deadline]


def spans_of(deadlines: Iterable[str]) -> frozenset[Deadline]:
    return frozenset(span for each in deadlines for span in SPANS[each])


def days_of(span: Deadline, today: date) -> tuple[date, date]:
    """The first and the last day of a span that has days."""
    after_week, after_month = (today + days + timedelta(days=1) for days in (WEEK, MONTH))
    return {
        Deadline.WEEK: (today, today + WEEK),
        Deadline.MONTH: (after_week, today + MONTH),
        Deadline.LATER: (after_month, date.max),
    }[span]
