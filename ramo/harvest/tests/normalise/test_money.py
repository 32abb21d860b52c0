"""Pay and prices in words → EUR, the words kept beside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.harvest.normalise import money
from ramo.listings.data import Basis, Period, Wage


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("1000 лв.", "511.29", "511.29"),
        ("1 000 лева", "511.29", "511.29"),
        ("1.000,50 лв", "511.55", "511.55"),
        ("1,000.50 BGN", "511.55", "511.55"),
        ("1200-1500 лв.", "613.55", "766.94"),
        ("1200 лв. – 1500 лв.", "613.55", "766.94"),
        ("от 900 до 1 200 лв. бруто", "460.16", "613.55"),
        ("1500 до 1200 €", "1200.00", "1500.00"),
        ("€ 800", "800.00", "800.00"),
        ("EUR 800,50", "800.50", "800.50"),
        ("над 1500 евро", "1500.00", None),
        ("до 2 000 лв", None, "1022.58"),
        ("1 956 лв. (1 000 €)", "1000.00", "1000.00"),
        ("1000 € (1955,83 лв.)", "1000.00", "1000.00"),
        ("1000 € / 1955,83 лв.", "1000.00", "1000.00"),
    ],
)
def test_amounts_are_read_in_euro(written: str, low: str | None, high: str | None) -> None:
    band = money.band(written)
    assert band == money.Band(Decimal(low) if low else None, Decimal(high) if high else None)


@pytest.mark.parametrize(
    "written",
    ["", "по договаряне", "1500", "2000 USD", "900 £", "много лв.", "0 лв.", "минималната заплата", "9" * 300 + " лв."],
)
def test_without_a_known_currency_or_a_number_nothing_is_guessed(written: str) -> None:
    assert money.band(written) is None


def test_currency_of_the_source_holds_where_none_is_written() -> None:
    assert money.band("1000", currency="BGN") == money.Band(Decimal("511.29"), Decimal("511.29"))
    assert money.band("1000 €", currency="BGN") == money.Band(Decimal(1000), Decimal(1000))


@pytest.mark.parametrize(
    ("written", "period", "basis"),
    [
        ("933 лв. месечно", Period.MONTH, Basis.UNKNOWN),
        ("933 лв. бруто", Period.MONTH, Basis.GROSS),
        ("5,50 лв/час", Period.HOUR, Basis.UNKNOWN),
        ("6 € на час нето", Period.HOUR, Basis.NET),
        ("надница 60 лв.", Period.DAY, Basis.UNKNOWN),
        ("20 000 EUR годишно", Period.YEAR, Basis.UNKNOWN),
        ("300 евро седмично, чисто", Period.WEEK, Basis.NET),
    ],
)
def test_period_and_basis_are_read(written: str, period: Period, basis: Basis) -> None:
    wage = money.wage(written)
    assert wage is not None
    assert (wage.period, wage.basis, wage.original) == (period, basis, written)
    assert wage.low is not None


def test_wage_that_cannot_be_read_keeps_its_words() -> None:
    assert money.wage("по договаряне") == Wage(None, None, original="по договаряне")
    assert money.wage("") is None


def test_small_wage_without_a_period_is_not_taken_for_a_month_s() -> None:
    wage = money.wage("6,50 лв.")
    assert wage is not None
    assert wage.low is None


def test_numbers_of_a_structured_source_go_before_its_words() -> None:
    wage = money.wage("добро", low="800", high="1000.5", currency="EUR", period="month")
    assert wage == Wage(Decimal(800), Decimal("1000.5"), Period.MONTH, original="добро")
    told = money.wage("", low="20000", currency="NOK", period="year")
    assert told == Wage(None, None, Period.YEAR, original="20000 NOK / year")


@pytest.mark.parametrize(
    ("written", "amount"),
    [("безплатно", "0"), ("300 лв.", "153.39"), ("от 100 до 200 €", "200"), ("19,9 млн. евро", "19900000")],
)
def test_price_is_one_amount(written: str, amount: str) -> None:
    assert money.amount(written) == Decimal(amount)


@given(st.decimals(min_value=1, max_value=10**6, places=2))
def test_levs_are_turned_at_the_fixed_rate(levs: Decimal) -> None:
    band = money.band(f"{levs} лв.")
    assert band is not None
    assert band.low is not None
    assert abs(band.low * money.BGN_PER_EUR - levs) < Decimal("0.011")


@given(st.text(max_size=300))
def test_no_text_makes_it_stumble(text: str) -> None:
    money.band(f"{text} лв.")
    money.wage(text)
    money.amount(text)
