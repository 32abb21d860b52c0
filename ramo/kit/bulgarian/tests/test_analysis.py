"""Words to keys: the forms of a word meet, other words do not."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.bulgarian import ANALYSER_VERSION, analyse, asked

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
    "човек човека човекът хора хората",
    "диабет диабета диабетът",
    "пиша пишеш писах писалите",
    "километър километра километри километрите",
    "герой герои героя героите",
    # in no dictionary
    "хидроинженер хидроинженери хидроинженерите хидроинженера",
    "ваучер ваучери ваучера ваучерите",
    "уебинар уебинари уебинара уебинарите",
    "Пробуда Пробудата",
    "Радуил Радуилът",
    "имейл имейли имейла имейлите имейлът",
    "стартъп стартъпи стартъпа стартъпите",
    "е-услуга е-услуги е-услугата еуслугите",
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0700 18 700", "070018700"),
        ("0700-18-700", "+359 700 18 700"),
        ("(02) 981 12 34", "00359 2 981 12 34"),
        ("0888/123 456", "0888123456"),
    ],
)
def test_a_phone_is_one_word_however_it_is_spaced(one: str, other: str) -> None:
    assert [word.keys for word in asked(one)] == [word.keys for word in asked(other)]
    assert {key for word in analyse(one) for key in word.keys} >= keys_of(other)


def test_a_date_is_no_phone() -> None:
    for date in ("01/02/2024", "01-02-2024", "01.02.2024"):
        assert [word.text for word in asked(date)] == ["01", "02", "2024"]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("C++ и С#", ["c++", "c#"]),
        ("2024г. и 2025 г.", ["2024", "2025"]),
        ("чл. 36а", ["чл", "36"]),
        ("5-ти клас", ["5", "клас"]),
        ("ПИК-ът на НОИ-то", ["пик", "нои"]),
        ("„Работа“ «служба»", ["работа", "служба"]),
        ("най-добрите", ["добрите"]),
        ("B2", ["b2"]),
        ("e-здраве", ["здраве"]),
    ],
)
def test_signs_and_endings_are_no_words(typed: str, texts: list[str]) -> None:
    assert [word.text for word in asked(typed)] == texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PIK", "ПИК"),
        ("CAMO", "само"),
        ("сaмолет", "самолет"),
        ("категория B", "категория В"),
        ("ниво B2", "ниво В2"),
        ("Наредба Н-18", "наредба н18"),
        ("градъ", "града"),
        ("бѣлъ", "бели"),
        ("мѣстото", "места"),
        ("пѫть", "пътища"),
        ("вълнá", "вълни"),
        ("C++", "С++"),
    ],
)
def test_words_spelled_in_another_way_meet(one: str, other: str) -> None:
    *_, first = analyse(one)
    *_, second = analyse(other)
    assert set(first.keys) & set(second.keys)


def test_a_law_is_told_from_another_of_the_same_year() -> None:
    assert "125/2023" in keys_of("ДВ, бр. 125/2023")
    assert "125/2023" not in keys_of("ДВ, бр. 12/2023 и 125 страници")


def test_words_of_language_keep_to_themselves() -> None:
    assert {word.keys for word in analyse("и ѝ ми ще")} == {("и",), ("ми",), ("ще",)}


def test_a_change_of_keys_changes_the_version() -> None:
    """Red? Then give ANALYSER_VERSION the next number, and this digest anew."""
    sample = " ".join((*FORMS, "C++ 0700 18 700 ПИК-ът чл. 36а e-здраве бѣлъ CAMO B2 най-добрите 125/2023"))
    keys = repr([word.keys for word in analyse(sample)])
    assert (ANALYSER_VERSION, hashlib.sha256(keys.encode()).hexdigest()[:12]) == ("4-full", "6af8c25b44f0")


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


@pytest.mark.parametrize("text", ["шивачка " * 20_000, "1а" * 50_000, "ﷺ" * 100_000, "а-0" * 33_000])
def test_a_question_without_end_is_read_from_its_beginning(text: str) -> None:
    assert len(asked(text)) < 20
    assert asked(text)[0] == asked(text[:100])[0]


@pytest.mark.parametrize("text", ["=работа", "= работа", "'=работа'", "==работа:*"])
def test_the_sign_of_keys_of_titles_is_never_part_of_a_word(text: str) -> None:
    assert [word.keys for word in asked(text)] == [word.keys for word in asked("работа")]
