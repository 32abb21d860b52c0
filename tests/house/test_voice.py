"""How the pages speak to people in Bulgarian: „вие“ in sentences, the short imperative on buttons alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent.parent
_NOT_VERBS = ("наш", "ваш", "афиш", "финиш", "кеш", "душ")
_SINGULAR = re.compile(
    rf"\b(?:ти|теб|тебе|тво[ийяе](?:ят|ята|то|те|т)?)\b|\b(?!(?:{'|'.join(_NOT_VERBS)})\b)\w{{2,}}[аеия]ш\b",
    re.IGNORECASE,
)
_COMMANDS = (
    "избери напиши опитай виж кажи отвори донеси постави остави добави махни обади попитай потърси провери запиши "
    "поправи поискай вземи отбележи покажи прочети изтрий спри пиши въведи натисни изпрати отпечатай върни влез излез"
)
# A button bears no full stop.
_COMMAND_IN_A_SENTENCE = re.compile(rf"(?:^|[.:;,–] |\bи )(?:{_COMMANDS.replace(' ', '|')})\b[^.]*\.", re.IGNORECASE)


def sentences() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.glob("ramo/*/locale/bg/LC_MESSAGES/django.po")):
        with path.open("rb") as catalogue:
            for message in read_po(catalogue, locale="bg"):
                said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
                yield from ((path.parts[-5], str(each)) for each in said if message.id and each)


def speaks_as_to_a_child(sentence: str) -> bool:
    return bool(_SINGULAR.search(sentence) or _COMMAND_IN_A_SENTENCE.search(sentence))


def test_no_sentence_of_the_house_calls_the_reader_ti() -> None:
    assert [(room, each) for room, each in sentences() if speaks_as_to_a_child(each)] == []


@pytest.mark.parametrize("sentence", ["Нищо не чака избора ти.", "Първо виждаш списъка", "Запомнено. Опитай пак."])
def test_the_rule_hears_ti(sentence: str) -> None:
    assert speaks_as_to_a_child(sentence)


@pytest.mark.parametrize("sentence", ["Опитай пак", "Нашият афиш", "Изберете мястото.", "Това е ваш час."])
def test_the_rule_leaves_buttons_and_vie_alone(sentence: str) -> None:
    assert not speaks_as_to_a_child(sentence)
