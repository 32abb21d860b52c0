"""Filing: a card stands once, with its place and keys; trust is dated anew without filing again."""

from datetime import date

import pytest

from ramo.search import actions
from ramo.search.data import SearchQuery
from ramo.search.engine import search
from ramo.search.errors import CardKeyMissing
from ramo.search.models import IndexCard, Slip

from .factories import file, make_card, make_place

pytestmark = pytest.mark.django_db


def test_a_card_filed_again_replaces_the_one_of_its_kind_and_key() -> None:
    file("Бюро по труда", key="dbt")
    file("Дирекция „Бюро по труда“", key="dbt", area="employment")
    card = IndexCard.objects.get()
    assert (card.title_bg, card.area) == ("Дирекция „Бюро по труда“", "employment")
    assert "'дирекция'" in str(card.keys)


def test_many_cards_are_filed_in_batches_and_the_last_of_two_stands() -> None:
    cards = [make_card(key=str(number), title_bg=f"Библиотека {number}") for number in range(1_200)]
    assert actions.file_cards([*cards, make_card(key="7", title_bg="Друга")]) == 1_200
    assert IndexCard.objects.count() == 1_200
    assert IndexCard.objects.get(key="7").title_bg == "Друга"


def test_a_card_of_a_place_gets_its_name_district_and_point() -> None:
    make_place("00014", "Абланица", district="BLG", at=(41.5, 23.9))
    file("Читалище", ekatte="00014")
    card = IndexCard.objects.get()
    assert (card.place_bg, card.district, card.lat, card.lon) == ("с. Абланица, общ. Община BLG", "BLG", 41.5, 23.9)


def test_a_card_whose_place_is_not_listed_keeps_the_district_it_came_with() -> None:
    file("Читалище", district="VID", ekatte="99999")
    assert IndexCard.objects.get().district == "VID"


def test_the_link_is_kept_without_the_language_of_whoever_filed_it() -> None:
    file("Ресурс", link="/en/resurs/x/")
    assert IndexCard.objects.get().link == "/resurs/x/"


@pytest.mark.parametrize("column", ["kind", "key", "title_bg", "link"])
def test_a_card_that_could_not_be_found_again_is_refused_and_nothing_is_filed(column: str) -> None:
    with pytest.raises(CardKeyMissing):
        actions.file_cards([make_card(key="good"), make_card(**{column: ""})])
    assert not IndexCard.objects.exists()


def test_hostile_words_are_filed_as_words() -> None:
    file("O'Neill \\ ' \" :* & | ! <-> библиотека" + "а" * 200)
    assert IndexCard.objects.count() == 1


def test_set_trust_dates_a_card_and_leaves_its_words() -> None:
    file("Ресурс", key="x")
    before = IndexCard.objects.get().keys
    trust = actions.Trust(date(2026, 11, 1), "НАП", date(2027, 5, 1), "nra.bg", "https://nra.bg/")
    assert actions.set_trust(kind="resource", key="x", trust=trust)
    card = IndexCard.objects.get()
    assert (card.verified_as, card.valid_until, card.keys) == ("НАП", date(2027, 5, 1), before)
    assert not actions.set_trust(kind="resource", key="y", trust=trust)


def test_a_withdrawn_card_is_gone_and_withdrawing_again_says_so() -> None:
    file("Ресурс", key="x")
    assert actions.withdraw_card(kind="resource", key="x")
    assert not actions.withdraw_card(kind="resource", key="x")
    assert not IndexCard.objects.exists()


def test_the_slip_of_a_card_follows_every_change_of_it() -> None:
    file("Готвач", key="one", ekatte="")
    assert found("готвач", "шивач") == (1, 0)
    file("Шивач", key="one")
    assert found("готвач", "шивач") == (0, 1)
    IndexCard.objects.update(public=False)
    assert (found("готвач", "шивач"), Slip.objects.count()) == ((0, 0), 0)
    IndexCard.objects.update(public=True, keys="'готвач':1A")
    assert found("готвач", "шивач") == (1, 0)
    IndexCard.objects.all().delete()
    assert Slip.objects.count() == 0


def found(*texts: str) -> tuple[int, ...]:
    return tuple(search(SearchQuery(text, exact=True)).total for text in texts)
