"""The compiler of the dictionaries, on small tables."""

from pathlib import Path

import pytest

from tools.lexicon import bgoffice, endings
from tools.lexicon.edits import Edit, edit, payload
from tools.lexicon.lexemes import Lexeme, lemmas_by_form

TABLE = """# Коментар
Окончания:
я[гхт], [^аъ]
я?
е?а
е?ът
е?ове, е?а
-

Тест:
бряг

Думи:
бряг
Смях
"""


def test_a_table_is_expanded_with_its_letter_and_both_doublets() -> None:
    coast, laughter = bgoffice.of_table("male", TABLE)
    assert (coast.lemma, coast.forms) == ("бряг", ("бряг", "бряг", "брега", "брегът", "брегове", "брега"))
    assert laughter.forms[2] == "смеха"


def test_a_word_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"дом does not end in я\[гхт\]"):
        list(bgoffice.of_table("male", TABLE.replace("Смях", "дом")))


def test_another_package_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "bgoffice_4.2.orig.tar.gz"
    other.write_bytes(b"other")
    with pytest.raises(SystemExit, match="SHA-256 differs"):
        list(bgoffice.lexemes(other))


def test_an_ambiguous_form_keeps_all_lemmas_save_a_verb_beside_a_function_word() -> None:
    found = lemmas_by_form(
        [
            Lexeme("обява", ("обява", "обяви"), "female"),
            Lexeme("обявя", ("обявя", "обяви"), "verb"),
            Lexeme("ми", ("ми",), "particle"),
            Lexeme("мия", ("мия", "ми"), "verb"),
        ]
    )
    assert found["обяви"] == {"обява", "обявя"}
    assert found["ми"] == {"ми"}


def test_an_edit_is_what_is_cut_and_what_is_added() -> None:
    assert edit("брегове", "бряг") == Edit(5, "яг")
    assert payload([Edit(5, "яг"), Edit(0, "")], closed=True).decode("cp1251") == "!5яг0"


def test_endings_learn_from_words_and_keep_only_what_a_shorter_one_does_not_say() -> None:
    words = [
        Lexeme(word, (word, word + "и", word + "ите"), "male") for word in (f"{letter}мител" for letter in "абвгдежзик")
    ]
    learned = endings.guesses(words)
    assert learned["ите"][0] == Edit(3, "")
    assert "лите" not in learned


def test_a_form_gets_the_other_lemmas_that_its_ending_makes_likely() -> None:
    words = [Lexeme(word, (word, word + "и", word + "ите"), "male") for word in ("учител", "деятел", "мислител")]
    table = {"учители": {"учителя"}, "деятели": {"деятели"}, "мислител": {"мислител"}, "учител": {"учител"}}
    found = endings.with_likely_lemmas(table | {"деятел": {"деятел"}}, endings.guesses(words), doubted=["деятели"])
    assert found["учители"] == {"учителя", "учител"}
    assert found["деятели"] == {"деятели", "деятел"}
    assert found["мислител"] == {"мислител"}
