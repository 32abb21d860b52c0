"""The commands print what the page would show, and the keys of words."""

import json
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from .factories import file, make_place

pytestmark = pytest.mark.django_db


def test_search_prints_results_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    file("Работа за шивачка")
    call_command("search", "rabota", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["total"] == 1
    assert printed["reading"]["shown"] == "работа"
    assert printed["hits"][0]["title_bg"] == "Работа за шивачка"


def test_search_prints_a_line_for_each_result(capsys: pytest.CaptureFixture[str]) -> None:
    file("Работа за шивачка")
    call_command("search", "работа")
    assert "Работа за шивачка  /resurs/x/" in capsys.readouterr().out


def test_search_asks_which_place_was_meant() -> None:
    make_place("00014", "Абланица", district="BLG")
    make_place("00028", "Абланица", district="LOV")
    with pytest.raises(CommandError, match=r"Абланица.*LOV"):
        call_command("search", "работа", "--place", "Абланица")


def test_analyse_prints_the_keys_of_each_word(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("analyse", "Учителите обяви")
    assert capsys.readouterr().out == "учителите\tучител\nобяви\tобява обявя\n"


def test_analyse_prints_a_line_for_each_line_it_reads(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("Учителите обяви\n\nбиблиотеката\n"))
    call_command("analyse")
    assert capsys.readouterr().out == "учител\tобява обявя\n\nбиблиотека\n"
