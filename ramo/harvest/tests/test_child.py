"""Readers run where foreign bytes can do no harm, and say there what they say here."""

import json
import zipfile
from datetime import date
from io import BytesIO

import pytest

from ramo.harvest import envelope
from ramo.harvest.child import read_safely
from ramo.harvest.data import (
    Dialect,
    Failure,
    RawRecord,
    Reading,
    ReadOptions,
    Reason,
    RecordKind,
    Rejected,
)
from ramo.harvest.readers import every
from ramo.kit.limited import Allowance

from .readers import test_feeds, test_icalendar, test_isun, test_json_sources, test_spreadsheet, test_structured
from .readers import test_xml_sources as xml

OPTIONS = ReadOptions(
    address="https://a.example.bg/",
    content_type="text/plain",
    today=date(2026, 11, 24),
    kind=RecordKind.COURSE,
    mapping={"Ъ": "title"},
    sheet="Лист",
)
SAMPLES = {
    Dialect.FEEDS: test_feeds.RSS.encode(),
    Dialect.ICALENDAR: test_icalendar.calendar(test_icalendar.event().replace("DTSTART:", "DTSTART;TZID=Asia/Tokyo:")),
    Dialect.STRUCTURED: test_structured.page(test_structured.JOB),
    Dialect.WORDPRESS: json.dumps([test_json_sources.POST]).encode(),
    Dialect.OAI_PMH: xml.oai(f"<ListRecords>{xml.dc('oai:1', xml.BOOK)}</ListRecords>"),
    Dialect.EURES_XML: xml.OPENING.encode(),
    Dialect.EURES_SEARCH: json.dumps({"jvs": [test_json_sources.VACANCY]}).encode(),
    Dialect.ISUN: test_isun.LIST.encode(),
    Dialect.EGOV_DATA: json.dumps({"success": True, "data": [["Длъжност", "Работодател"], ["Шофьор", "Ф"]]}).encode(),
    Dialect.HSDS: json.dumps(test_json_sources.SERVICE).encode(),
    Dialect.SPREADSHEET: test_spreadsheet.workbook(test_spreadsheet.HEAD, ["Шивач", "Ф", "Русе", date(2026, 12, 5)]),
}


@pytest.mark.parametrize("dialect", Dialect)
def test_reader_says_in_the_child_what_it_says_here(dialect: Dialect) -> None:
    """Nothing that a reader needs is opened only there: no module, no list of time zones."""
    options = ReadOptions(today=date(2026, 11, 24))
    reading = read_safely(dialect, SAMPLES[dialect], options)
    assert reading.records
    assert reading == every.read(dialect, SAMPLES[dialect], options)


def test_every_dialect_has_a_reader() -> None:
    assert set(every.READERS) == set(Dialect)


def test_reading_survives_the_way() -> None:
    record = RawRecord("ъ", RecordKind.CALL, {"title": "а\ud800", "topics": ("б", "в")}, "откъс", "row 1")
    reading = Reading(
        records=(record,),
        rejected=(Rejected("row 2", Reason.TWICE, "x", "title", "7"),),
        gone=("9",),
        notes=("n",),
        next_address="https://a",
        columns=("Ъ",),
        total=3,
        failure=Failure.GARBLED,
        detail="d",
    )
    back = envelope.unpack(envelope.pack(reading))
    assert back.records[0].text("title") == "а?"
    assert envelope.unpack(envelope.pack(back)) == back
    assert envelope.unpack_options(envelope.pack_options(OPTIONS)) == OPTIONS


def test_whole_document_that_cannot_be_read_is_a_value() -> None:
    assert read_safely(Dialect.HSDS, b"<html>", ReadOptions()).failure is Failure.UNREADABLE


def test_document_over_the_limit_is_not_even_sent() -> None:
    assert read_safely(Dialect.FEEDS, bytes(50_000_001), ReadOptions()).failure is Failure.TOO_LARGE


def test_bomb_that_lies_about_its_size_runs_into_the_memory_of_the_child() -> None:
    """A sheet whose few bytes name a cell at the far corner asks for billions of cells."""
    stream = BytesIO()
    plain = BytesIO(SAMPLES[Dialect.SPREADSHEET])
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", corner)
            target.writestr(entry.filename, content)
    reading = read_safely(Dialect.SPREADSHEET, stream.getvalue(), ReadOptions())
    assert reading.failure in (Failure.TOO_MUCH_MEMORY, Failure.TOO_LARGE, Failure.CRASHED)
    assert read_safely(Dialect.FEEDS, SAMPLES[Dialect.FEEDS], ReadOptions()).failure is None


def test_slow_reading_is_ended() -> None:
    rss = "<rss><channel>" + "<item><title>Курс</title><description>" + "<b>x" * 300_000 + "</description></item>" * 9
    reading = read_safely(Dialect.FEEDS, rss.encode(), ReadOptions(), allowance=Allowance(cpu_seconds=1))
    assert reading.failure in (Failure.TOO_SLOW, Failure.UNREADABLE, Failure.TOO_MUCH_MEMORY, None)
