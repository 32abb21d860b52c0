"""When a card becomes news, and that each is handed out once."""

from datetime import date

import pytest

from ramo.kit import clock
from ramo.search import actions
from ramo.search.data import SearchQuery
from ramo.search.engine import news
from ramo.search.models import CardNews, IndexCard

from .factories import file, make_card

pytestmark = pytest.mark.django_db

CONFIRMED = {"verified_on": date(2026, 11, 2), "verified_as": "НОИ"}


def taken() -> list[str]:
    return [key for _kind, key in actions.take_news(100)]


def fed(text: str = "", **limits: object) -> list[str]:
    return [each.hit.key for each in news(SearchQuery(text=text, **limits))]  # type: ignore[arg-type]


@pytest.mark.parametrize("lack", [{"verified_on": None}, {"recommended": False}, {"public": False}])
def test_what_is_unconfirmed_not_recommended_or_not_public_is_no_news(lack: dict[str, object]) -> None:
    file("ПИК на НОИ", key="pik", **(CONFIRMED | lack))
    assert (taken(), fed()) == ([], [])


def test_a_card_is_news_once_however_often_it_is_filed() -> None:
    for _ in range(3):
        file("ПИК на НОИ", key="pik", **CONFIRMED)
    assert taken() == ["pik"]
    file("ПИК на НОИ", key="pik", **CONFIRMED)
    assert taken() == []


@pytest.mark.parametrize("way", ["set_trust", "redate_cards", "file_card"])
def test_a_card_becomes_news_when_it_is_confirmed_whichever_way(way: str) -> None:
    file("ПИК на НОИ", key="pik")
    assert taken() == []
    if way == "set_trust":
        actions.set_trust(kind="resource", key="pik", trust=actions.Trust(date(2026, 11, 2)))
    elif way == "redate_cards":
        actions.redate_cards(kind="resource", keys=["pik"], valid_until=None, verified=(date(2026, 11, 2), "НОИ"))
    else:
        file("ПИК на НОИ", key="pik", **CONFIRMED)
    assert taken() == ["pik"]


def test_a_card_confirmed_again_is_no_news() -> None:
    file("ПИК на НОИ", key="pik", **CONFIRMED)
    before = IndexCard.objects.get().news_at
    taken()
    for verified_on in (None, clock.today()):
        actions.set_trust(kind="resource", key="pik", trust=actions.Trust(verified_on))
    assert (taken(), IndexCard.objects.get().news_at) == ([], before)


def test_news_are_taken_in_portions_and_go_with_them() -> None:
    actions.file_cards([make_card(key=key, **CONFIRMED) for key in "abc"])
    assert [len(actions.take_news(2)), len(actions.take_news(2)), CardNews.objects.count()] == [2, 1, 0]


def test_the_newest_stand_first_in_a_feed() -> None:
    for key in "abc":
        file("ПИК", key=key, **CONFIRMED)
    assert fed() == ["c", "b", "a"]


def test_a_feed_drops_no_word_that_the_page_would_drop() -> None:
    file("ПИК на НОИ", key="pik", **CONFIRMED)
    assert (fed("пик"), fed("пик ыыыы")) == (["pik"], [])


def test_what_is_past_its_date_leaves_the_feed() -> None:
    file("Курс", key="old", valid_until=date(2020, 1, 1), **CONFIRMED)
    assert fed() == []


def test_what_is_withdrawn_before_anybody_was_told_is_no_news() -> None:
    file("ПИК на НОИ", key="pik", **CONFIRMED)
    assert actions.withdraw_card(kind="resource", key="pik")
    assert taken() == []
