"""Dates and numbers as the standard writes them: 24.11.2026, 24 Nov 2026, вторник, 24 ноември."""

import re
from datetime import date, datetime

from django.utils import formats, translation

from ramo.kit.clock import COUNTRY_ZONE

HARD_SPACE = "\u00a0"
# A number stays with its unit, and its groups of three digits stay together.
_LOOSE = re.compile(r"(?<=\d) (?=\d{3}\b|(?:ч|г|мин|км|лв|h|min|km)\b|[€%])")


def glued(text: str) -> str:
    return _LOOSE.sub(HARD_SPACE, text)


def day(value: date) -> str:
    return formats.date_format(value, "d.m.Y" if _is_bulgarian() else "j M Y")


def long_day(value: date) -> str:
    return formats.date_format(value, "l, j F").lower() if _is_bulgarian() else formats.date_format(value, "l, j F")


def hour(value: datetime) -> str:
    """Of the country's clock: "10:40 ч."."""
    said = formats.date_format(value.astimezone(COUNTRY_ZONE), "G:i")
    return glued(f"{said} ч.") if _is_bulgarian() else said


def moment(value: datetime) -> str:
    return f"{day(value.astimezone(COUNTRY_ZONE))}, {hour(value)}"


def is_foreign(text: str) -> bool:
    """Whether the text is in Cyrillic on a page that is not in Bulgarian."""
    return not _is_bulgarian() and re.search(r"[а-яА-Я]", text) is not None


def _is_bulgarian() -> bool:
    return (translation.get_language() or "bg").startswith("bg")
