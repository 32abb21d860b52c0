"""The date is the country's, not the server's."""

from datetime import date

import time_machine

from ramo.kit import clock


def test_after_midnight_in_sofia_it_is_tomorrow_though_not_yet_in_utc() -> None:
    with time_machine.travel("2026-11-24T22:30:00Z", tick=False):
        assert clock.today() == date(2026, 11, 25)


def test_seconds_to_midnight_count_down_to_the_change_of_the_date() -> None:
    with time_machine.travel("2026-11-24T21:59:30Z", tick=False):
        assert clock.seconds_to_midnight() == 30


def test_the_night_the_clocks_change_has_one_hour_more() -> None:
    with time_machine.travel("2026-10-24T21:00:00Z", tick=False):
        assert clock.seconds_to_midnight() == 25 * 3600
