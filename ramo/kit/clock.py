"""The one clock of the house: aware times, and dates as a person in the country would say them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

COUNTRY_ZONE = ZoneInfo("Europe/Sofia")


def now() -> datetime:
    return datetime.now(tz=COUNTRY_ZONE)


def today() -> date:
    return now().date()


def midnight(day: date | None = None) -> datetime:
    """When that day, or today, began in the country."""
    return datetime.combine(day or today(), datetime.min.time(), tzinfo=COUNTRY_ZONE)


def seconds_to_midnight() -> int:
    """Whole seconds until the date changes in the country; what is dated changes with it."""
    moment = now()
    midnight = datetime.combine(moment.date() + timedelta(days=1), datetime.min.time(), tzinfo=COUNTRY_ZONE)
    return int(midnight.timestamp() - moment.timestamp())
