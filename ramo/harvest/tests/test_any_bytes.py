"""Whatever arrives, a reader gives a reading or says why not; nothing else comes out of it."""

import json
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ramo.harvest.data import FIELDS, Dialect, ReadOptions
from ramo.harvest.readers import every
from ramo.harvest.recognise import recognise

from .test_child import SAMPLES


def _damaged(content: bytes, seed: int) -> bytes:
    """Bytes lost, doubled, swapped or changed in a few places."""
    chance = random.Random(seed)
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(damaged) + 1), chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                del damaged[at : at + length]
            case 1:
                damaged[at:at] = damaged[at : at + length] * chance.randint(1, 20)
            case 2:
                damaged[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                damaged[at:at] = chance.choice((b"<", b"]]>", b"\x00", b"{", b'"', b"&", b"\n", "Ъ".encode(), b";;"))
    return bytes(damaged)


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=60, deadline=None)
@example(seed=27996)  # a zip of a version that is yet to come
@given(seed=st.integers(0, 10**9))
def test_damaged_document_is_a_reading_or_a_failure(dialect: Dialect, seed: int) -> None:
    reading = every.read(dialect, _damaged(SAMPLES[dialect], seed), ReadOptions(address="https://a.example.bg/"))
    for record in reading.records:
        assert record.external_id
        assert record.text("title")
        assert set(record.fields) <= set(FIELDS)
        assert "<script" not in record.text("text")
        assert record.text("link")[:4] in ("", "http")


def test_signs_that_no_database_keeps_are_left_out() -> None:
    post = {"id": "7\x00", "title": {"rendered": "А\x00Б"}, "link": "https://a.example.bg/\x00"}
    record = every.read(Dialect.WORDPRESS, json.dumps([post]).encode(), ReadOptions()).records[0]
    assert "\x00" not in record.external_id + record.text("title") + record.text("link") + record.original
    reading = every.read(Dialect.EGOV_DATA, json.dumps(_ROWS).encode(), ReadOptions())
    assert reading.columns == ("Длъжност", "Работодател")


_ROWS = {"success": True, "data": [["Длъж\x00ност", "Работодател\u202e"], ["Шивач", "Т\x00"]]}


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=300))
def test_noise_is_a_reading_or_a_failure(dialect: Dialect, content: bytes) -> None:
    every.read(dialect, content, ReadOptions())
    recognise(content)
