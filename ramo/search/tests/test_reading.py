"""How a question is understood, on an index of a few words."""

from collections.abc import Collection, Mapping, Sequence

import pytest

from ramo.kit.bulgarian import analyse
from ramo.search import repairs
from ramo.search.reading import Counts, Index, Question, read
from ramo.search.repairs import Keys

HELD = {
    "работа": 40,
    "учител": 20,
    "шивач": 9,
    "библиотека": 30,
    "пробуда": 5,
    "cv": 3,
    "кв": 90,
    "съд": 8,
    "сад": 1,
    "пенсия": 7,
}


class Fake:
    """Counts what it is asked; one card for each holding."""

    def __init__(self, held: Mapping[str, int] = HELD) -> None:
        self.held = {key: cards for word, cards in held.items() for key in analyse(word)[0].keys}
        self.asked: list[int] = []

    def count(self, groups: Sequence[Keys]) -> Counts:
        return Counts([max((self.held.get(key, 0) for key in keys), default=0) for keys in groups], 100)

    def frequencies(self, keys: Collection[str]) -> Mapping[str, int]:
        self.asked.append(len(keys))
        return {key: self.held[key] for key in keys if key in self.held}

    def index(self, synonyms: Mapping[str, Sequence[str]] | None = None) -> Index:
        known = synonyms or {}
        return Index(self.count, self.frequencies, lambda keys: {key: known[key] for key in keys if key in known})


def ask(text: str, *, exact: bool = False, synonyms: Mapping[str, Sequence[str]] | None = None) -> Question:
    return read(text, Fake().index(synonyms), exact=exact)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("библотека", "библиотека"),
        ("търся рабоат", "търся работа"),
        ("прубуда", "пробуда"),  # a name that no dictionary holds
        ("4itali6te пенсиа", "читалище пенсия"),
        ("bibloteka", "библиотека"),  # Latin and a slip
        ("sad", "съд"),  # the plainer reading is the rarer one by far
        (",d/fjd", "работа"),
        ("rаботa", "работа"),  # letters of two alphabets
    ],
)
def test_a_word_that_was_meant_otherwise_is_read_so_and_said(typed: str, shown: str) -> None:
    reading = ask(typed).reading
    assert reading.shown == shown
    assert reading.typed == typed


@pytest.mark.parametrize("typed", ["роботи", "съдия", "cv", "Пробуда", "2026", "хидроинженер", "нап"])
def test_a_word_that_dictionary_or_index_knows_or_nothing_resembles_stays(typed: str) -> None:
    assert not ask(typed).reading.is_changed


def test_exactly_my_words_change_nothing_and_ask_nothing() -> None:
    fake = Fake()
    question = read("библотека rabota даскал", fake.index(), exact=True)
    assert not question.reading.is_changed
    assert question.reading.also == ()
    assert fake.asked == []


def test_words_of_like_meaning_are_looked_for_besides_count_less_and_are_said() -> None:
    question = ask("даскал")
    (word,) = question.words
    assert question.reading.also == ("учител",)
    assert "учител" in word.lesser
    assert "учител" not in word.own
    assert not question.reading.missing


def test_words_of_like_meaning_that_nothing_holds_are_not_said() -> None:
    assert ask("келнер").reading.also == ()


def test_a_foreign_word_of_an_occupation_means_its_bulgarian_ones() -> None:
    question = ask("teacher", synonyms={"teacher": ["учител"]})
    assert not question.reading.is_changed
    assert question.reading.also == ("учител",)
    assert question.words


def test_a_foreign_word_is_not_bent_into_a_slip() -> None:
    assert ask("rabotta").reading.shown == "работа"
    assert not ask("rabotta", synonyms={"rabotta": ["шивач"]}).reading.is_changed


def test_what_was_looked_for_is_told_for_marking() -> None:
    assert set(ask("rabota шивачка").reading.keys) >= {"работа", "шивач"}


def test_slips_are_looked_for_in_few_words_of_a_question() -> None:
    fake = Fake()
    read(" ".join(f"ъйхщ{letter}ъйхщ" for letter in "абвгдежзийкл"), fake.index())
    (keys,) = fake.asked
    assert keys < 5_000


def test_of_many_latin_words_that_are_none_only_the_first_are_looked_for_by_their_slips() -> None:
    held = dict.fromkeys(("библиотека", "учител", "шивачка", "работа", "обява", "пенсия"), 3)
    words = ["bibliotekk", "uchitell", "shivachkka", "rabotta", "obyavva", "pensiqq"]
    found = repairs.repairs(words, lambda keys: {key: held[key] for key in keys if key in held})
    assert [repair.word for repair in found.values()] == ["библиотека", "учител", "шивачка"]
