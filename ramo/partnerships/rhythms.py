"""Rhythms as spans of days: in which period a day lies, how many a span has, when its work is due."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from .data import Span
from .models import Duty

_MONTHS = {Duty.Rhythm.MONTHLY: 1, Duty.Rhythm.QUARTERLY: 3}
_YEAR = 12
ON_THE_CLOCK = (Duty.Rhythm.ONCE, Duty.Rhythm.MONTHLY, Duty.Rhythm.QUARTERLY, Duty.Rhythm.YEARLY)


def period_of(rhythm: str, day: date, term: Span) -> Span:
    """Months, quarters and years of the calendar, as far as the term goes; what is done once has all of it."""
    if rhythm == Duty.Rhythm.ONCE:
        return term
    months = _MONTHS.get(Duty.Rhythm(rhythm), _YEAR)
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    last = date(day.year, last_month, calendar.monthrange(day.year, last_month)[1])
    return Span(date(day.year, first_month, 1), last).within(term)


def periods_in(rhythm: str, span: Span, term: Span) -> Iterator[Span]:
    """Those that begin, end or pass in a closed span, as far as the term goes."""
    shared = span.within(term)
    assert shared.last is not None  # noqa: S101 (the span is closed)
    day = shared.first
    while day <= shared.last:
        period = period_of(rhythm, day, term)
        yield period
        if period.last is None:
            return
        day = period.last + timedelta(days=1)


def due_on(duty: Duty, period: Span) -> date | None:
    return duty.due_on or period.last
