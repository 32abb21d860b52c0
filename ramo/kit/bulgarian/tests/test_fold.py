"""Folding: what a reader takes for the same word is one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.bulgarian.fold import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("БИБЛИОТЕКА", "библиотека"),
        ("ѝ", "и"),
        ("и\u0300", "и"),
        ("Й", "й"),
        ("и\u0306", "й"),
        ("во\u0301дА", "вода"),
        ("биб\u00adлио\u200bтека", "библиотека"),
        ("е\u2011услуга", "е-услуга"),
        ("Cофия", "софия"),
        ("HОИ", "нои"),
        ("СV", "cv"),
        ("Еures", "eures"),
        ("GPS-и", "gps-и"),
        ("дом\x00ат", "дом ат"),
        ("№ 5", "no 5"),
        ("e-здраве", "е-здраве"),
        ("е-mail", "e-mail"),
        ("пѫть", "пъть"),
        ("вълнá", "вълна"),
        ("дом\nат", "дом ат"),
        ("\u202eработа\u202c", "работа"),
    ],
)
def test_fold_says_one_spelling_for_what_looks_the_same(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_fold_keeps_a_word_that_truly_mixes_alphabets() -> None:
    assert fold("GПС") == "gпс"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъьюя -", min_size=1))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text) == text
