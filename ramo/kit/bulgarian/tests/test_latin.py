"""Latin-typed Bulgarian: official, older and chat spellings are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.bulgarian import latin, lexicon


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rabota", "работа"),
        ("sofia", "софия"),
        ("sofiya", "софия"),
        ("4itali6te", "читалище"),
        ("chitalishte", "читалище"),
        ("pensia", "пенсия"),
        ("pensiq", "пенсия"),
        ("danaci", "данъци"),
        ("lekarstwa", "лекарства"),
        ("dyrvo", "дърво"),
        ("darvo", "дърво"),
        ("jivot", "живот"),
        ("zhivot", "живот"),
        ("xartiq", "хартия"),
        ("pomo6t", "помощ"),
        ("shivachka", "шивачка"),
        ("yambol", "ямбол"),
        ("jambol", "ямбол"),
        ("angliiski", "английски"),
        ("biblioteka", "библиотека"),
        ("deklaraciya", "декларация"),
        ("ochila", "очила"),
        ("uchilishte", "училище"),
        ("kyshta", "къща"),
    ],
)
def test_each_way_of_typing_is_read(typed: str, meant: str) -> None:
    assert latin.best(typed, lexicon.is_known) == meant


def test_among_several_readings_the_one_that_is_known_wins() -> None:
    assert latin.best("bulgaria", {"българия"}.__contains__) == "българия"
    assert latin.best("kashta", {"къща"}.__contains__) == "къща"


@pytest.mark.parametrize("word", ["работа", "2026", "rаботa", "", "e-mail", "a" * 41])
def test_what_is_not_latin_typed_has_no_readings(word: str) -> None:
    assert latin.candidates(word) == []


@pytest.mark.parametrize(("word", "never"), [("germany", "германй"), ("rabota", "работъ"), ("kopye", "копйе")])
def test_readings_no_bulgarian_would_spell_are_left_out(word: str, never: str) -> None:
    assert never not in latin.candidates(word)
    assert latin.candidates(word)


def test_what_nobody_knows_is_left_alone() -> None:
    assert latin.best("eures", lexicon.is_known) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=60))
def test_readings_are_few_and_bulgarian(word: str) -> None:
    readings = latin.candidates(word)
    assert len(readings) <= latin.MAX_CANDIDATES
    assert not [reading for reading in readings if not reading or any("a" <= each <= "z" for each in reading)]
