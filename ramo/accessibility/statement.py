"""The dates of the statement: when it was prepared, when it must be looked at again."""

from datetime import date, timedelta

from .models import StatementReview

PREPARED_ON = date(2026, 11, 24)
REVIEWED_WITHIN = timedelta(days=365)  # Decision (EU) 2018/1523 and Directive (EU) 2016/2102 want it yearly
TOLD_BEFORE = timedelta(days=30)


def review_due_on() -> date:
    return (StatementReview.last_day() or PREPARED_ON) + REVIEWED_WITHIN
