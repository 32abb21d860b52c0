"""A rule in a person's words becomes dates; a typing slip never becomes a thousand of them."""

from datetime import date, timedelta

import pytest

from ramo.events.errors import NoSuchDates, NotUnderstood
from ramo.events.recurrence import LAST, MOST_DATES, Rule, dates_of
from ramo.events.spoken import rule_of
from ramo.kit.holidays import holiday_name

TUESDAY = date(2026, 11, 24)


def is_holiday(day: date) -> bool:
    return bool(holiday_name(day, "bg"))


def dates(words: str, starts_on: date = TUESDAY) -> list[date]:
    return dates_of(rule_of(words, starts_on=starts_on, is_holiday=is_holiday), is_holiday=is_holiday)


def test_every_tuesday_until_june_without_the_holidays() -> None:
    found = dates("всеки вторник до юни, без празниците")
    assert (found[0], found[-1]) == (TUESDAY, date(2027, 6, 29))
    assert all(day.weekday() == 1 for day in found)
    assert not [day for day in found if is_holiday(day)]
    assert date(2027, 3, 2) in found
    assert len(dates("всеки вторник до юни")) > len(found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("до 8 декември", [TUESDAY, date(2026, 12, 1), date(2026, 12, 8)]),
        ("всеки вторник, 3 пъти", [TUESDAY, date(2026, 12, 1), date(2026, 12, 8)]),
        ("през седмица до края на годината", [TUESDAY, date(2026, 12, 8), date(2026, 12, 22)]),
        ("всеки втори вторник до 22.12.2026 г.", [TUESDAY, date(2026, 12, 8), date(2026, 12, 22)]),
        ("на три седмици във вторник до декември", [TUESDAY, date(2026, 12, 15)]),
        ("всеки вторник и четвъртък до 1 декември", [TUESDAY, date(2026, 11, 26), date(2026, 12, 1)]),
        ("последната събота от месеца, до януари", [date(2026, 11, 28), date(2026, 12, 26), date(2027, 1, 30)]),
        ("последната събота от месеца до март без декември и януари", [
            date(2026, 11, 28), date(2027, 2, 27), date(2027, 3, 27)]),
        ("първия понеделник на всеки месец до февруари", [
            date(2026, 12, 7), date(2027, 1, 4), date(2027, 2, 1)]),
        ("четвъртия четвъртък от месеца до декември", [date(2026, 11, 26), date(2026, 12, 24)]),
        ("всеки ден до 26 ноември", [TUESDAY + timedelta(days=n) for n in range(3)]),
        ("всеки делничен ден до 27 ноември", [TUESDAY + timedelta(days=n) for n in range(4)]),
    ],
)  # fmt: skip
def test_words_of_a_rule_become_its_dates(words: str, expected: list[date]) -> None:
    assert dates(words) == expected


def test_times_are_counted_without_the_days_that_are_left_out() -> None:
    found = dates("всеки четвъртък, 3 пъти, без празниците", date(2026, 12, 17))
    assert found == [date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 7)]


@pytest.mark.parametrize(
    ("words", "rest"),
    [("всеки вторник до пролетта", "до пролетта"), ("всяко пълнолуние", "пълнолуние"), ("до 31 юни", "31.06.2026")],
)
def test_what_is_not_understood_is_named(words: str, rest: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        dates(words)
    assert refusal.value.rest == rest


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (Rule((), TUESDAY, TUESDAY), "no weekday"),
        (Rule((7,), TUESDAY, TUESDAY), "no weekday"),
        (Rule((1,), TUESDAY, TUESDAY - timedelta(days=1)), "none"),
        (Rule((2,), TUESDAY, TUESDAY), "none"),
        (Rule((1,), TUESDAY, TUESDAY, weeks=0), "none"),
        (Rule((1,), TUESDAY, TUESDAY, nth=9), "none"),
        (Rule((1,), TUESDAY, date(9999, 12, 31)), "too far"),
        (Rule(tuple(range(7)), TUESDAY, TUESDAY + timedelta(days=MOST_DATES)), "too many"),
    ],
)
def test_a_rule_without_sense_is_refused(rule: Rule, why: str) -> None:
    with pytest.raises(NoSuchDates) as refusal:
        dates_of(rule, is_holiday=is_holiday)
    assert refusal.value.why == why


def test_the_last_of_a_month_is_its_last_whether_it_has_four_or_five() -> None:
    rule = Rule((6,), date(2026, 1, 1), date(2026, 12, 31), nth=LAST)
    found = dates_of(rule, is_holiday=is_holiday)
    assert len(found) == 12
    assert all((day + timedelta(days=7)).month != day.month for day in found)


@pytest.mark.parametrize("words", ["999 пъти", "всеки вторник 151 пъти"])
def test_too_many_times_are_refused(words: str) -> None:
    with pytest.raises(NoSuchDates):
        dates(words)
