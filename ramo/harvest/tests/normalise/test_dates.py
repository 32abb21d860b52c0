"""Days and minutes as people write them; today is Tuesday, 24 November 2026."""

import contextlib
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.harvest.normalise import dates
from ramo.kit.clock import COUNTRY_ZONE

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "day", "minute"),
    [
        ("30.11.2026 г., 16:00 ч.", date(2026, 11, 30), time(16)),
        ("до 30.11.2026 г., 16:00 ч.", date(2026, 11, 30), time(16)),
        ("до 16.00 ч. на 5.12.2026 г.", date(2026, 12, 5), time(16)),
        ("31.12.2029 г. 17:30 ч.", date(2029, 12, 31), time(17, 30)),
        ("до 24:00 ч. на 31.12.2026", date(2026, 12, 31), time(23, 59)),
        ("17:30 часа, 3 януари", date(2027, 1, 3), time(17, 30)),
        ("до 17 ч. на 1 декември", date(2026, 12, 1), time(17)),
        ("30.11.26г.", date(2026, 11, 30), None),
        ("30/11/2026", date(2026, 11, 30), None),
        ("30-11-2026", date(2026, 11, 30), None),
        ("5.12.", date(2026, 12, 5), None),
        ("15 ноември 2027 г.", date(2027, 11, 15), None),
        ("15 НОЕМВРИ 2027", date(2027, 11, 15), None),
        ("15-ти декември", date(2026, 12, 15), None),
        ("3 яну", date(2027, 1, 3), None),
        ("December 5, 2026", date(2026, 12, 5), None),
        ("5 Dec 2026", date(2026, 12, 5), None),
        ("2026-12-05", date(2026, 12, 5), None),
        ("2026-12-05 16:30", date(2026, 12, 5), time(16, 30)),
        ("2029-12-31T15:30:00Z", date(2029, 12, 31), time(17, 30)),
        ("2026-07-10T11:00:00Z", date(2026, 7, 10), time(14)),
        ("2026-12-31T23:30:00+00:00", date(2027, 1, 1), time(1, 30)),
        ("Mon, 23 Nov 2026 23:00:00 +0000", date(2026, 11, 24), time(1)),
        ("днес", TODAY, None),
        ("утре до 12:00 ч.", date(2026, 11, 25), time(12)),
        ("вдругиден", date(2026, 11, 26), None),
        ("в петък", date(2026, 11, 27), None),
        ("до края на месеца", date(2026, 11, 30), None),
        ("до края на седмицата", date(2026, 11, 29), None),
        ("след 10 дни", date(2026, 12, 4), None),
        ("след 2 седмици", date(2026, 12, 8), None),
        ("от 1 до 30 ноември 2026 г.", date(2026, 11, 30), None),
        ("01.11.2026 – 30.11.2026", date(2026, 11, 30), None),
        ("от 1.12 до 15.12.2026 г. 16:30 ч.", date(2026, 12, 15), time(16, 30)),
    ],
)
def test_last_day_named_is_the_end(written: str, day: date, minute: time | None) -> None:
    assert dates.until(written, today=TODAY) == dates.When(day, minute)


@pytest.mark.parametrize(
    "written", ["", "  ", "безсрочно", "до заемане на мястото", "постоянна", "до изчерпване на средствата"]
)
def test_open_end_is_no_day(written: str) -> None:
    assert dates.until(written, today=TODAY) is None


@pytest.mark.parametrize(
    "written", ["31.02.2026", "при нужда", "99.99.2026", "12.13.2026", "0.0.2026", "5.5.1812", "2026-13-01"]
)
def test_what_is_no_day_is_refused_and_never_guessed(written: str) -> None:
    with pytest.raises(dates.NotADate):
        dates.until(written, today=TODAY)


def test_first_day_named_is_the_beginning() -> None:
    found = dates.since("от 1 до 30 декември 2026", today=TODAY)
    assert found is not None
    assert found.day == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("written", "is_ahead", "year"),
    [("3 януари", True, 2027), ("3 януари", False, 2026), ("20 декември", False, 2025), ("20 ноември", True, 2026)],
)
def test_missing_year_is_the_one_that_makes_sense(written: str, is_ahead: bool, year: int) -> None:
    """A deadline of four days ago is over, not a year away."""
    found = dates.since(written, today=TODAY, is_ahead=is_ahead)
    assert found is not None
    assert found.day.year == year


def test_day_without_an_hour_ends_with_its_last_minute() -> None:
    when = dates.When(date(2026, 7, 1))
    assert when.moment(dates.END_OF_DAY) == datetime(2026, 7, 1, 23, 59, tzinfo=COUNTRY_ZONE)


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%d.%m.%Y г.", "%Y-%m-%d", "до %d/%m/%Y"]),
)
def test_every_day_is_read_as_it_was_written(day: date, form: str) -> None:
    assert dates.until(day.strftime(form), today=TODAY) == dates.When(day)


@given(st.text(max_size=200))
def test_no_text_makes_it_stumble(text: str) -> None:
    with contextlib.suppress(dates.NotADate):
        dates.until(text, today=TODAY)
