"""Public holidays: fixed, movable, and the day off that follows one on a weekend."""

from datetime import date

import pytest

from ramo.kit.holidays import holiday_name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "Рождество Христово"),
        (date(2026, 4, 10), "Велики петък"),  # by the Orthodox calendar
        (date(2026, 9, 7), "Ден на Съединението (почивен ден)"),  # the 6th is a Sunday
        (date(2026, 11, 24), ""),
    ],
)
def test_holidays_are_named_in_the_readers_language(day: date, name: str) -> None:
    assert holiday_name(day, "bg") == name


def test_holidays_have_english_names() -> None:
    assert holiday_name(date(2026, 12, 25), "en") == "Christmas Day"


def test_an_unknown_language_reads_bulgarian() -> None:
    assert holiday_name(date(2026, 12, 25), None) == "Рождество Христово"
