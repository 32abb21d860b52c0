"""The analyser without the dictionary under the GPL, in a process of its own: a setting read once cannot change."""

import json
import os
import subprocess
import sys

import pytest

from ramo.kit.bulgarian import lexicon

from .test_analysis import FORMS

# What only the other dictionary knows: plurals of another stem, and „право“ as two words.
_POORER = {"човек", "право"}
_UNALIKE = ["обява обед", "лекар лекарство", "работа роб", "курс курорт", "библиотека библия"]
_PROGRAM = """
import json, sys
from ramo.kit.bulgarian import ANALYSER_VERSION, analyse
words = json.load(sys.stdin)
json.dump([ANALYSER_VERSION, {word: sorted({key for each in analyse(word) for key in each.keys}) for word in words}],
          sys.stdout)
"""

Told = tuple[str, dict[str, list[str]]]


def told_under(dictionary: str) -> Told:
    words = sorted({word for line in (*FORMS, *_UNALIKE) for word in line.split()})
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=json.dumps(words),
        env=os.environ | {lexicon.SETTING: dictionary},
        capture_output=True,
        text=True,
        check=True,
    )
    version, keys = json.loads(done.stdout)
    return version, keys


@pytest.fixture(scope="module")
def free() -> Told:
    return told_under(lexicon.FREE)


@pytest.mark.parametrize("forms", [line for line in FORMS if line.split()[0] not in _POORER])
def test_forms_of_a_word_meet_without_the_other_dictionary_too(forms: str, free: Told) -> None:
    first, *others = forms.split()
    assert [other for other in others if not set(free[1][first]) & set(free[1][other])] == []


@pytest.mark.parametrize("words", _UNALIKE)
def test_other_words_do_not_meet_there_either(words: str, free: Told) -> None:
    one, other = words.split()
    assert not set(free[1][one]) & set(free[1][other])


def test_keys_of_the_two_dictionaries_are_told_apart_by_their_version(free: Told) -> None:
    version, keys = told_under(lexicon.FULL)
    assert version != free[0]
    assert set(keys["хора"]) & set(keys["човек"])
