"""What is said of a register: each change, each refusal, in both languages."""

from dataclasses import dataclass

import pytest
from django.utils.translation import override

from ramo.kit.registers import Flaw, Refusal, Rejected, compare
from ramo.vocabularies.register_words import SENTENCES, describe, sentence_of


@dataclass(frozen=True)
class Row:
    code: str
    name: str


@pytest.mark.parametrize("flaw", list(Flaw))
def test_every_flaw_has_its_sentence_in_both_languages(flaw: Flaw) -> None:
    with override("en"):
        assert str(SENTENCES[flaw]) == flaw.value
    with override("bg"):
        assert str(SENTENCES[flaw]) != flaw.value


def test_a_refusal_names_its_column_and_what_was_found() -> None:
    refusal = Refusal(Flaw.NO_DISTRICT, "district_bg", {"value": "Няма"})
    assert sentence_of(refusal) == "district_bg: няма област „Няма“"


def test_the_report_names_each_change_and_each_refusal() -> None:
    known = {"2": Row("2", "Черна"), "9": Row("9", "Стара")}
    diff = compare(known, [Row("2", "Черна вода")], key=lambda row: row.code)
    assert list(describe(diff, [Rejected(3, Refusal(Flaw.EMPTY, "name"))])) == [
        "Нови: 0, променени: 1, същите: 0.",
        "Познати тук, без да са във файла; остават, както са: 1.",
        "  ~ 2: name 'Черна' → 'Черна вода'",
        "Отказани редове: 1.",
        "  ред 3: name: празно",
    ]


def test_a_long_report_is_cut() -> None:
    rows = [Row(str(number), "Бяла") for number in range(30)]
    report = list(describe(compare({}, rows, key=lambda row: row.code), [], shown=5))
    assert report[-1] == "  … и още 25"
    assert len(report) == 7
