"""A trust line knows its state from its dates alone."""

from datetime import date, timedelta

import pytest

from ramo.design.data import DUE_SOON, TrustLine, TrustState

TODAY = date(2026, 11, 24)
A_DAY = timedelta(days=1)


def state(verified_on: date | None, valid_until: date | None) -> TrustState:
    return TrustLine.of(
        today=TODAY, verified_on=verified_on, verified_as="РЗИ", valid_until=valid_until, source=("", "")
    ).state


@pytest.mark.parametrize(
    ("valid_until", "expected"),
    [
        (TODAY + DUE_SOON + A_DAY, TrustState.VERIFIED),
        (TODAY + DUE_SOON, TrustState.DUE_SOON),
        (TODAY, TrustState.DUE_SOON),
        (TODAY - A_DAY, TrustState.EXPIRED),
    ],
)
def test_last_valid_day_still_counts_and_two_weeks_before_it_is_soon(valid_until: date, expected: TrustState) -> None:
    assert state(TODAY - A_DAY, valid_until) == expected


def test_what_nobody_checked_is_unverified_until_its_date_passes() -> None:
    assert state(None, None) == TrustState.UNVERIFIED
    assert state(None, TODAY + A_DAY) == TrustState.UNVERIFIED
    assert state(None, TODAY - A_DAY) == TrustState.EXPIRED
