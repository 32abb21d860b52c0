"""By when the other side should have answered."""

from datetime import date, timedelta

from ramo.kit import holidays

from .data import ANSWER_WORKING_DAYS

_SATURDAY = 5


def answer_by(since: date, working_days: int = ANSWER_WORKING_DAYS) -> date:
    """The last of so many working days after that day; weekends and public holidays do not count."""
    day, left = since, working_days
    while left:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and not holidays.holiday_name(day, "bg"):
            left -= 1
    return day
