"""Found words are marked in any form; everything else of the text stays as it is, and harmless."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.search.marking import marked


@pytest.mark.parametrize(
    ("text", "keys", "shown"),
    [
        ("Търси се учител по физика", ["учител"], "Търси се <mark>учител</mark> по физика"),
        ("Учителите и УЧИТЕЛИ", ["учител"], "<mark>Учителите</mark> и <mark>УЧИТЕЛИ</mark>"),
        ("учи\u0301тел", ["учител"], "<mark>учи\u0301тел</mark>"),
        ("Работа за шивачка", ["работа", "шивачка"], "<mark>Работа</mark> за <mark>шивачка</mark>"),
        ("работа работа!", ["работа"], "<mark>работа работа</mark>!"),
        ("<b>работа</b>", ["работа"], "&lt;b&gt;<mark>работа</mark>&lt;/b&gt;"),
        ("<b>", [], "&lt;b&gt;"),
        ("преработа", ["работа"], "преработа"),
        ("", ["работа"], ""),
    ],
)
def test_found_words_are_marked_in_any_form(text: str, keys: list[str], shown: str) -> None:
    assert marked(text, keys) == shown


@given(st.text(max_size=80), st.lists(st.sampled_from(["работа", "а", "1", "lt", "mark"]), max_size=3))
def test_without_its_marks_the_text_is_the_escaped_text(text: str, keys: list[str]) -> None:
    assert re.sub("</?mark>", "", marked(text, keys)) == marked(text, [])
