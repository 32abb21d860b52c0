"""A reader gets the nearest language, and is told which it is."""

from types import SimpleNamespace

from ramo.kit.languages import Said, said


def test_a_translated_text_is_said_in_the_wanted_language() -> None:
    assert said(SimpleNamespace(name_bg="Работа", name_en="Work"), "name", "en") == Said("Work", "en")


def test_an_untranslated_text_is_said_in_bulgarian_and_marked_so() -> None:
    assert said(SimpleNamespace(name_bg="Работа", name_en=""), "name", "en") == Said("Работа", "bg")


def test_a_mapping_is_read_like_an_object() -> None:
    assert said({"title": {"bg": "Лист", "en": "Sheet"}}, "title", "en-gb") == Said("Sheet", "en")
    assert said({"title": {"bg": "Лист"}}, "title", "en") == Said("Лист", "bg")


def test_no_language_means_bulgarian() -> None:
    assert said(SimpleNamespace(name_bg="Работа", name_en="Work"), "name", None).text == "Работа"
