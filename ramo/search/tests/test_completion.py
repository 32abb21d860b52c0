"""What is offered while one types: phrases people use and words that stand in the index."""

import pytest
from django.test import Client

from ramo.search.completion import MAX_LINES, completions

from .factories import file, make_area, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filed() -> None:
    make_topic("emp-cv", make_area("employment"), "шивашка работа", "100% сигурно")
    for number in range(3):
        file(f"Шивачка {number}")
    file("Шивач на завеси, шир12")
    file("Вътрешна шифровка", public=False)


def test_phrases_come_first_then_the_words_that_most_cards_hold() -> None:
    lines = completions("ши")
    assert lines[0] == "шивашка работа"
    assert set(lines[1:]) >= {"шивачка", "шивач"} or "шивач" in lines[1:]


def test_only_the_last_word_is_completed() -> None:
    assert "работа шивач" in completions("работа шив") or "работа шивачка" in completions("работа шив")


def test_latin_typed_beginnings_are_read_too() -> None:
    assert "шивашка работа" in completions("shiv")
    assert "шивашка работа" in completions("6iv")


@pytest.mark.parametrize("typed", ["", "ш", "шив ", "   ", "я" * 61, "😀", "%", "_", "100"])
def test_what_is_too_short_done_with_or_no_word_is_not_completed(typed: str) -> None:
    assert completions(typed) == [] or typed == "100"


def test_bulgarian_words_come_before_latin_ones_and_common_before_rare() -> None:
    file("Шия и шинно издание", title_en="Shipping", key="sew")
    lines = completions("shi")
    assert lines.index("шивач") < lines.index("shipping")
    file("Работа, рабатка", key="work")
    assert completions("раб")[0] == "работа"


def test_words_with_numbers_are_not_offered() -> None:
    assert completions("шир") == ["шир"]


def test_a_beginning_longer_than_any_phrase_is_not_looked_for() -> None:
    make_topic("long", make_area("health"), "ш" * 70)
    assert completions("ш" * 60)
    assert completions("ш" * 61) == []


def test_signs_of_patterns_are_only_signs() -> None:
    assert completions("100% си") == ["100% сигурно"]
    assert completions("10_% си") == []


def test_what_is_not_public_is_not_offered() -> None:
    assert "шифровка" not in completions("шиф")


def test_lines_are_few() -> None:
    for ending in "абвгдежзийклмн":
        file(f"Ширя{ending}")
    assert len(completions("шир")) <= MAX_LINES


def test_the_answer_is_public_plain_and_may_be_kept(client: Client) -> None:
    answer = client.get("/tarsene/podskazki/", {"q": "шив"})
    assert answer.headers["Content-Type"] == "application/json"
    assert "public" in answer.headers["Cache-Control"]
    assert "шивашка работа" in answer.json()["lines"]
    assert not answer.cookies


@pytest.mark.parametrize("typed", ["\x00", "а" * 5000, "'; DROP", "\u202eшив", "шив\n"])
def test_a_hostile_beginning_is_answered_by_few_lines_or_none(client: Client, typed: str) -> None:
    answer = client.get("/tarsene/podskazki/", {"q": typed})
    assert answer.status_code == 200
    assert len(answer.json()["lines"]) <= MAX_LINES


def test_without_a_script_the_box_is_a_plain_form(client: Client) -> None:
    shown = client.get("/tarsene/").content.decode()
    assert 'data-complete="/tarsene/podskazki/"' in shown
    assert 'role="combobox"' not in shown


def test_keys_of_titles_are_not_offered() -> None:
    file("Работилница")
    assert completions("раб") == ["работилница"]
    assert completions("=раб") == ["=работилница"]  # what is typed before a word stays
