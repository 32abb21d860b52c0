"""What must not be typed is recognised, and what may be typed is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.identifiers import EGN_WEIGHTS, Identifier, find_identifier, is_egn


def with_check_digit(nine: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(EGN_WEIGHTS, nine, strict=True))
    return nine + str(total % 11 % 10)


@given(
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from([0, 20, 40]),
    st.integers(1, 28),
    st.integers(0, 999),
)
def test_every_valid_egn_is_found_wherever_it_stands(year: int, month: int, offset: int, day: int, rest: int) -> None:
    egn = with_check_digit(f"{year:02}{month + offset:02}{day:02}{rest:03}")
    assert find_identifier(f"номерът е {egn}, сменете го") is Identifier.EGN
    assert find_identifier(f"{egn[:6]} {egn[6:]}") is Identifier.EGN


@given(st.integers(0, 9))
def test_a_wrong_check_digit_is_no_egn(wrong: int) -> None:
    egn = with_check_digit("750101001")
    assert is_egn(egn[:9] + str(wrong)) == (str(wrong) == egn[9])


@pytest.mark.parametrize("text", ["0888 123 456", "+359 87 123 4567", "0898/123456", "00359 878 123 456"])
def test_a_mobile_phone_is_found(text: str) -> None:
    assert find_identifier(f"звънете на {text}") is Identifier.PHONE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "работи от 9:00 до 13:00, тел. 0700 18 700",
        "обява 4821 от 24.11.2026",
        "ЕИК 000455980",
        "от 1 януари 2026 до 31 декември 2027",
        "96/300 456",
    ],
)
def test_official_numbers_and_dates_are_left_alone(text: str) -> None:
    assert find_identifier(text) is None
