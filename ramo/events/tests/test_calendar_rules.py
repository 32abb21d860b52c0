"""Rules as Google, Outlook and others write them, in our words; what our words cannot say is left alone."""

from datetime import date

import pytest

from ramo.events.calendar_rules import is_endless, rule_of, words_of
from ramo.events.recurrence import dates_of
from ramo.events.spoken import rule_of as heard

SAID = {
    "FREQ=WEEKLY;WKST=SU;COUNT=4;BYDAY=TU": "всеки вторник до 22.12.2026",
    "FREQ=WEEKLY;UNTIL=20270630T205959Z;BYDAY=TU,FR": "всеки вторник и петък до 30.06.2027",
    "FREQ=WEEKLY;UNTIL=20270331T160000Z;INTERVAL=2;BYDAY=TU;WKST=SU": "през седмица, вторник до 31.03.2027",
    "FREQ=WEEKLY;INTERVAL=3;COUNT=3": "на 3 седмици, вторник до 12.01.2027",
    "FREQ=DAILY;COUNT=5": "всеки ден до 05.12.2026",
    "FREQ=DAILY;UNTIL=20261211;BYDAY=MO,TU,WE,TH,FR": "всеки делничен ден до 11.12.2026",
    "FREQ=MONTHLY;UNTIL=20270601;BYDAY=1TU": "първия вторник от месеца до 01.06.2027",
    "FREQ=MONTHLY;UNTIL=20270601;BYDAY=WE;BYSETPOS=-1": "последната сряда от месеца до 01.06.2027",
}
UNSAID = (
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=YEARLY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU",
    "FREQ=MONTHLY;BYDAY=5TU",
    "FREQ=MONTHLY;BYDAY=1TU,3TU",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;UNTIL=утре",
    "FREQ=WEEKLY;COUNT=999",
    "FREQ=WEEKLY;UNTIL=20200101",
    "",
)


@pytest.mark.parametrize(("text", "words"), SAID.items(), ids=range(len(SAID)))
def test_a_simple_rule_is_said_in_words_that_mean_the_same_dates(text: str, words: str) -> None:
    rule = rule_of(f"2026-12-01;{text}")
    assert rule
    assert words_of(rule) == words
    again = heard(words, starts_on=rule.starts_on, is_holiday=lambda day: False)
    assert dates_of(again, is_holiday=lambda day: False) == dates_of(rule, is_holiday=lambda day: False)


@pytest.mark.parametrize("text", UNSAID, ids=range(len(UNSAID)))
def test_what_our_words_cannot_say_is_no_rule_of_ours(text: str) -> None:
    assert rule_of(f"2026-12-01;{text}") is None


def test_an_endless_rule_names_no_end_however_long_ago_it_began() -> None:
    rule = rule_of("2019-01-08;FREQ=WEEKLY;BYDAY=TU")
    assert rule
    assert rule.starts_on == date(2019, 1, 8)
    assert is_endless("2019-01-08;FREQ=WEEKLY;BYDAY=TU")
    assert words_of(rule, is_endless=True) == "всеки вторник"
