"""The compiled dictionary, its guesses, and the switch that leaves the part under the GPL out."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ramo.kit.bulgarian import lexicon

FOLDER = Path(lexicon.__file__).parent / "dictionaries"


@pytest.fixture
def opened_anew() -> Iterator[None]:
    for files in (lexicon._forms, lexicon._endings):
        files.cache_clear()
    yield
    for files in (lexicon._forms, lexicon._endings):
        files.cache_clear()


def test_an_ambiguous_form_has_all_its_lemmas_and_itself_first() -> None:
    assert lexicon.lemmas("обяви") == ("обява", "обявя")
    assert lexicon.lemmas("политика") == ("политика", "политик")
    assert lexicon.lemmas("дбзжк") == ()


def test_a_verb_is_not_found_by_a_pronoun_or_preposition_of_the_same_letters() -> None:
    assert "мия" not in lexicon.lemmas("ми")
    assert "преда" not in lexicon.lemmas("преди")
    assert "съм" in lexicon.lemmas("си")


def test_a_guess_is_no_word_whose_forms_are_all_known() -> None:
    assert "уебинар" in lexicon.guesses("уебинарите")
    assert lexicon.is_known("данък")
    assert "данък" not in lexicon.guesses("данко")


def test_known_are_forms_and_lemmas_are_lemmas() -> None:
    assert lexicon.is_known("учителите")
    assert not lexicon.is_known("учитилите")
    assert lexicon.is_lemma("учител")
    assert not lexicon.is_lemma("учителите")


def test_commoner_words_have_higher_figures_and_unknown_ones_none() -> None:
    words = ["на", "работа", "библиотекар", "абажур", "дбзжк"]
    figures = [lexicon.frequency(word) for word in words]
    assert figures == sorted(figures, reverse=True)
    assert (figures[0], figures[-2], figures[-1]) == (7, 1, 0)


def test_the_free_dictionary_stands_alone(monkeypatch: pytest.MonkeyPatch, opened_anew: None) -> None:
    monkeypatch.setenv(lexicon.SETTING, lexicon.FREE)
    assert lexicon.name() == "free"
    assert "учител" in lexicon.lemmas("учителите")
    assert {"обява", "обявя"} <= set(lexicon.lemmas("обяви"))
    assert "уебинар" in lexicon.guesses("уебинарите")


def test_another_dictionary_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(lexicon.SETTING, "gpl")
    with pytest.raises(ValueError, match=r"RAMO_DICTIONARY is “full” or “free”, not “gpl”"):
        lexicon.name()


def test_a_deleted_dictionary_says_how_to_do_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened_anew: None
) -> None:
    monkeypatch.setattr(lexicon, "_FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match="RAMO_DICTIONARY=free needs no full/"):
        lexicon.is_known("дом")


def test_each_dictionary_is_the_one_its_page_tells_of() -> None:
    told = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE))
    sums = {
        hashlib.sha256(file.read_bytes()).hexdigest(): str(file.relative_to(FOLDER))
        for file in FOLDER.rglob("*.marisa")
    }
    assert told == sums


def test_the_part_under_the_gpl_has_its_licence_beside_it() -> None:
    first_lines = (FOLDER / "full" / "LICENSE").read_text("utf-8").split("\n")[:2]
    assert [line.strip() for line in first_lines] == ["GNU GENERAL PUBLIC LICENSE", "Version 2, June 1991"]
