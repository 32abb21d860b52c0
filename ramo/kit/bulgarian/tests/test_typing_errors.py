"""One slip of the fingers, another keyboard, another word for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.bulgarian import kin, layouts, typing_errors

BULGARIAN = st.text(alphabet=typing_errors.LETTERS, min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("библотека", "библиотека"),  # missed
        ("бибблиотека", "библиотека"),  # added
        ("бивлиотека", "библиотека"),  # changed
        ("билбиотека", "библиотека"),  # swapped
        ("иблиотека", "библиотека"),  # at the beginning
        ("библиотек", "библиотека"),  # at the end
    ],
)
def test_each_sort_of_slip_leads_back(typed: str, meant: str) -> None:
    assert meant in typing_errors.slips(typed)


def test_two_slips_are_too_many() -> None:
    assert "библиотека" not in typing_errors.slips("бблотека")


@pytest.mark.parametrize(
    ("typed", "likelier", "than"),
    [
        ("инжинер", "инженер", "инжанер"),  # heard alike
        ("каисер", "касиер", "камсер"),  # swapped
        ("маасло", "масло", "маадло"),  # doubled
        ("пасиер", "пасинер", "касиер"),  # the first letter is seldom missed
    ],
)
def test_some_slips_are_likelier_than_others(typed: str, likelier: str, than: str) -> None:
    slips = typing_errors.slips(typed)
    assert slips[likelier] < slips[than]


@pytest.mark.parametrize("word", ["", "нап", "а" * 21])
def test_short_and_endless_words_are_left_alone(word: str) -> None:
    assert typing_errors.slips(word) == {}


@given(BULGARIAN)
def test_a_slip_can_always_be_taken_back(word: str) -> None:
    slips = typing_errors.slips(word)
    assert word not in slips
    for slipped in list(slips)[:: max(1, len(slips) // 20)]:
        if len(slipped) >= typing_errors.SHORTEST:
            assert word in typing_errors.slips(slipped)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(",d/fjd", "работа"), ("еурес", "eures"), ("pensiq", "пенсия"), ("идбржд", "работа")],
)
def test_the_same_keys_are_read_in_the_other_layouts(typed: str, meant: str) -> None:
    if typed == "идбржд":
        typed = "работа".translate(str.maketrans(layouts._STANDARD, layouts._PHONETIC))
    assert meant in layouts.retyped(typed)


@pytest.mark.parametrize("run", ["", "ab", "...", "1234", "a,b", "az.bg"])
def test_what_becomes_no_word_is_not_offered(run: str) -> None:
    assert all(word.isalpha() for word in layouts.retyped(run))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("даскал", "учител"),
        ("учителка", "учител"),
        ("учител", "учителка"),
        ("шивачка", "шивач"),
        ("келнер", "сервитьор"),
    ],
)
def test_everyday_words_and_the_other_sex_of_a_trade_are_kin(word: str, other: str) -> None:
    assert other in kin.kin(word)


@pytest.mark.parametrize("word", ["болка", "река", "ток", "пенсия", "ар", "ка", ""])
def test_words_that_only_end_like_a_trade_have_no_other_sex(word: str) -> None:
    assert not [other for other in kin.kin(word) if other.startswith(word[:3]) and word]


def test_each_line_of_everyday_words_names_other_words() -> None:
    for said, others in kin._everyday().items():
        assert others
        assert said not in others
        assert " " not in said
