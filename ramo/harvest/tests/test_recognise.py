"""A pasted address shows what stands behind it."""

import pytest

from ramo.harvest.data import Dialect
from ramo.harvest.recognise import recognise

from .test_child import SAMPLES


@pytest.mark.parametrize("dialect", Dialect)
def test_each_dialect_is_recognised_by_its_sample(dialect: Dialect) -> None:
    assert recognise(SAMPLES[dialect]).dialect is {Dialect.HSDS: None}.get(dialect, dialect)


def test_page_of_a_directory_is_recognised() -> None:
    assert recognise(b'{"total_items": 1, "contents": []}').dialect is Dialect.HSDS


def test_table_as_text_is_recognised_in_old_letters_too() -> None:
    table = "Длъжност;Работодател\nШивач;Ф\n"
    assert recognise(table.encode("windows-1251")).dialect is Dialect.SPREADSHEET
    assert recognise(table.replace(";", "\t").encode()).dialect is Dialect.SPREADSHEET
    assert recognise(b"a,b\n1,2", content_type="text/csv").dialect is Dialect.SPREADSHEET


def test_page_that_announces_a_feed_gives_its_address() -> None:
    page = b"<!DOCTYPE html><link rel=alternate type='application/atom+xml' href='/atom'><p>x"
    found = recognise(page, address="https://a.example.bg/news/")
    assert (found.dialect, found.feed_address) == (None, "https://a.example.bg/atom")


@pytest.mark.parametrize("content", [b"", b"hello", b"<!DOCTYPE html><p>x", b"{}", b"[]", b"%PDF-1.7", b"\x89PNG\x00"])
def test_unknown_content_is_said_to_be_unknown(content: bytes) -> None:
    assert recognise(content).dialect is None


def test_hostile_content_is_judged_in_time() -> None:
    for content in (b"<html>" + b"<link " * 60_000, b"<html>" + b"[" * 200_000, b"[" * 200_000, b" " * 300_000):
        recognise(content)
