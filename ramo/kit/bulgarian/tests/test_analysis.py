"""Words to keys: the forms of a word meet, other words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.bulgarian import analyse, asked

FORMS = [
    "учител учители учителите учителя учителят",
    "инженер инженери инженерите инженерът",
    "адрес адреси адреса адресите адресът",
    "обява обяви обявата обявите",
    "работа работи работата работите",
    "библиотека библиотеки библиотеката библиотеките",
    "читалище читалища читалището читалищата",
    "удостоверение удостоверения удостоверението удостоверенията",
    "център центрове центъра центровете",
    "дете деца детето децата",
    "безплатен безплатна безплатни безплатните",
    "български българска българските българския",
    "справка справки справката справките",
    "лекар лекари лекаря лекарите",
    "право правото правата",
    "интервю интервюта интервюто",
    # in no dictionary
    "хидроинженер хидроинженери хидроинженерите хидроинженера",
    "ваучер ваучери ваучера ваучерите",
    "уебинар уебинари уебинара уебинарите",
    "Пробуда Пробудата",
    "Радуил Радуилът",
    "е-услуга е-услуги е-услугата",
    "library libraries Library",
    "course courses",
]


def keys_of(text: str) -> set[str]:
    return {key for word in asked(text) for key in word.keys}


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_a_word_meet_the_first_of_them(forms: str) -> None:
    first, *others = forms.split()
    assert [other for other in others if not keys_of(first) & keys_of(other)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("работа", "работник"),
        ("лекар", "лекарство"),
        ("Ботево", "Ботевград"),
        ("пенсия", "пенсионер"),
        ("класа", "класация"),
        ("Данко", "данък"),
        ("status", "statu"),
    ],
)
def test_words_that_only_look_alike_do_not_meet(one: str, other: str) -> None:
    assert not keys_of(one) & keys_of(other)


def test_a_form_two_words_share_finds_both() -> None:
    assert keys_of("обяви") == {"обява", "обявя"}


def test_an_unknown_name_in_the_same_form_shares_more_keys_than_in_another() -> None:
    assert len(keys_of("Ботево") & keys_of("ботево")) > len(keys_of("Ботево") & keys_of("Ботев"))


def test_joined_words_are_found_whole_and_in_parts() -> None:
    assert keys_of("COVID-19") & keys_of("covid19")
    assert keys_of("онлайн-курс") >= keys_of("курс") | keys_of("онлайн")
    assert keys_of("еуслуга") & keys_of("е-услуга")
    assert "1873" in keys_of("„Съзнание 1873г.“")


def test_common_words_are_not_looked_for_unless_nothing_else_was_asked() -> None:
    assert [word.text for word in asked("как да взема ПИК от НОИ")] == ["взема", "пик", "нои"]
    assert [word.text for word in asked("за нас")] == ["за", "нас"]


def test_a_word_asked_twice_is_looked_for_once() -> None:
    assert [word.text for word in asked("курс Курс курса")] == ["курса"]


@given(st.text())
def test_any_text_has_keys_without_blanks_and_within_limits(text: str) -> None:
    for word in analyse(text):
        assert word.keys
        assert all(key and len(key) <= 61 and not key.isspace() for key in word.keys)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъьюя", min_size=1, max_size=30))
def test_the_same_word_always_meets_itself_in_any_case(word: str) -> None:
    assert keys_of(word) == keys_of(word.upper())
