"""Partners' tables: XLSX, XLSB, XLS, ODS; CSV with any delimiter; a table pasted from a mail."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from ramo.harvest.data import Failure, Reading, ReadOptions, Unreadable

from . import markup
from .encoding import decode
from .table import Row, holds_table, read_table

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNPACKED_BYTES = 150_000_000
_ENTRIES = 5_000
_ROWS = 120_000
_DELIMITERS = "\t;,|"
_MOST_SPAN = 200
_LINES = "./tr | ./*/tr"
_GAPS = re.compile(r"\s{2,}")


def read(content: bytes, *, options: ReadOptions) -> Reading:
    if content.startswith((_ZIP, _OLE)):
        return _read_workbook(content, options)
    text, encoding = decode(content, content_type=options.content_type)
    notes = [] if encoding.startswith("utf-8") else [f"charset {encoding}"]
    if "<table" in text[:200_000].lower():
        return read_table(_html_rows(text), options=options, notes=notes)
    delimiter = _delimiter(text)
    try:
        rows = list(_text_rows(text, delimiter, csv.QUOTE_MINIMAL))
    except csv.Error:  # a quote that never closes would swallow the rest
        rows = _unquoted_rows(text, delimiter)
        notes.append("broken quotes")
    return read_table(rows, options=options, notes=notes)


# — workbooks —


def _read_workbook(content: bytes, options: ReadOptions) -> Reading:
    _refuse_bomb(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [options.sheet] if options.sheet in workbook.sheet_names else workbook.sheet_names
        for aim in _aims(options):
            for name in names[:20]:
                rows = _rows(workbook.get_sheet_by_name(name))
                if holds_table(rows, aim):
                    return read_table(rows, options=aim, notes=[f"sheet {name}"])
    except PasswordError:
        raise Unreadable(Failure.PROTECTED, "password") from None
    except (CalamineError, ValueError, OverflowError) as error:
        raise Unreadable(Failure.UNREADABLE, f"{type(error).__name__}: {error}"[:200]) from None
    raise Unreadable(Failure.NOT_THIS_DIALECT, "no sheet with a table")


def _refuse_bomb(content: bytes) -> None:
    """By what the archive says of itself; one that lies runs into the child's memory."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Unreadable(Failure.PROTECTED, "password")
        return
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise Unreadable(Failure.UNREADABLE, str(error)[:200]) from None
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _UNPACKED_BYTES:
        raise Unreadable(Failure.BOMB, "unpacked size")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(Failure.PROTECTED, "password")


def _aims(options: ReadOptions) -> list[ReadOptions]:
    """A sheet with headings goes before one without."""
    return [replace(options, is_seen=False), options] if options.is_seen else [options]


def _rows(sheet: CalamineSheet) -> list[Row]:
    if sheet.height > _ROWS or sheet.width > 16_384:
        raise Unreadable(Failure.TOO_LARGE, f"{sheet.height} rows")
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _fill(rows, top, left, min(bottom, top + 5_000), min(right, left + _MOST_SPAN))
    return rows


def _fill(rows: list[Row], top: int, left: int, bottom: int, right: int) -> None:
    """A merged cell says the same in all its places."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = row[column] or rows[top][left]


def _cell(value: Any) -> str:
    match value:
        case bool():
            return "да" if value else "не"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
    return str(value)


# — text and mail —


def _text_rows(text: str, delimiter: str, quoting: int) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    strict = csv.reader(lines, delimiter=delimiter or "\t", quoting=quoting, strict=True)  # type: ignore[arg-type]
    rows: Iterable[Row] = strict if delimiter else map(_GAPS.split, lines)
    for count, row in enumerate(rows):
        if count >= _ROWS:
            raise Unreadable(Failure.TOO_LARGE, f"more than {_ROWS} rows")
        yield [cell.replace("\x00", "") for cell in row]


def _unquoted_rows(text: str, delimiter: str) -> list[Row]:
    try:
        return [[cell.strip('"') for cell in row] for row in _text_rows(text, delimiter, csv.QUOTE_NONE)]
    except csv.Error as error:  # a cell beyond the library's limit of 131,072
        raise Unreadable(Failure.TOO_LARGE, str(error)[:200]) from None


def _delimiter(text: str) -> str:
    """The one that most of the first lines have, equally often; "" for columns set apart by spaces."""
    lines = [line for line in text[:50_000].splitlines()[:40] if line.strip()]
    if not lines:
        raise Unreadable(Failure.UNREADABLE, "empty")
    counts = {mark: sorted(_outside_quotes(line).count(mark) for line in lines) for mark in _DELIMITERS}
    typical = {mark: found[len(found) // 2] for mark, found in counts.items()}
    best = max(_DELIMITERS, key=lambda mark: (typical[mark] > 0, mark != ",", typical[mark]))
    return best if typical[best] else max(_DELIMITERS, key=lambda mark: counts[mark][-1]) if _any(counts) else ""


def _any(counts: dict[str, list[int]]) -> bool:
    return any(found[-1] > 1 for found in counts.values())


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _html_rows(text: str) -> list[Row]:
    """The table with most rows; spans are filled."""
    tables = list(markup.html_of(text).iter("table"))
    if not tables:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no table")
    table = max(tables, key=lambda each: len(markup.select(each, _LINES)))
    rows: list[dict[int, str]] = []
    carried: dict[int, tuple[int, str]] = {}
    for line in markup.select(table, _LINES)[:_ROWS]:
        rows.append(_html_row(line, carried))
    width = min(max((max(row, default=-1) for row in rows), default=-1) + 1, _MOST_SPAN)
    return [[row.get(column, "") for column in range(width)] for row in rows]


def _html_row(line: markup.Element, carried: dict[int, tuple[int, str]]) -> dict[int, str]:
    """`carried` holds what cells above say in this row and for how many more."""
    row = {column: text for column, (_, text) in carried.items()}
    for column, (left, text) in list(carried.items()):
        if left > 1:
            carried[column] = (left - 1, text)
        else:
            del carried[column]
    column = 0
    for cell in markup.select(line, "./td | ./th")[:_MOST_SPAN]:
        text = " ".join(markup.words(cell).split())
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        for _ in range(wide):
            while column in row:
                column += 1
            row[column] = text
            if high > 1:
                carried[column] = (high - 1, text)
    return row


def _span(cell: markup.Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
