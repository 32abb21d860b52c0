"""Public holidays of the country by name, the days off that move with them included."""

from datetime import date
from functools import lru_cache

_LANGUAGES = {"bg": "bg", "en": "en_US"}
COUNTRY = "BG"


def holiday_name(day: date, language: str | None) -> str:
    """Empty on a day that is none."""
    return _of_year(day.year, _LANGUAGES.get((language or "bg")[:2], "bg")).get(day, "")


@lru_cache(maxsize=8)
def _of_year(year: int, language: str) -> dict[date, str]:
    from holidays import country_holidays  # reading all countries takes a while, so not at the start

    return dict(country_holidays(COUNTRY, years=year, language=language))
