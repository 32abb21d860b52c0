"""Registers: refused line by line, compared, told."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from ramo.kit import registers
from ramo.kit.registers import BadCell, Flaw, Reading, UnreadableFile, compare, read_register

HEADER = "code,name\n"


@dataclass(frozen=True)
class Row:
    code: str
    name: str


def make(cells: Mapping[str, str]) -> Row:
    if not cells["name"]:
        raise BadCell(Flaw.EMPTY, "name")
    return Row(cells["code"], cells["name"])


def read(text: str | bytes) -> Reading[Row]:
    content = text.encode() if isinstance(text, str) else text
    return read_register(content, columns=["code", "name"], make=make, key=lambda row: row.code)


def test_good_lines_are_read_and_bad_ones_refused_by_number() -> None:
    reading = read(HEADER + "1,Абланица\n2,\n3,Бяла\n")
    assert reading.rows == [Row("1", "Абланица"), Row("3", "Бяла")]
    assert [(refusal.line, str(refusal.reason)) for refusal in reading.rejected] == [(3, "name: empty")]


def test_extra_columns_and_the_mark_of_a_spreadsheet_do_no_harm() -> None:
    assert read("\ufeffname,more,code\nБяла,x,1\n").rows == [Row("1", "Бяла")]


def test_a_key_that_stands_twice_is_refused_the_second_time() -> None:
    reading = read(HEADER + "1,Бяла\n1,Черна\n")
    assert reading.rows == [Row("1", "Бяла")]
    assert reading.rejected[0].reason.flaw == Flaw.TWICE


def test_a_line_with_other_cells_than_columns_is_refused() -> None:
    assert "3 cells" in str(read(HEADER + "1,Бяла,x\n").rejected[0].reason)


def test_a_line_after_a_cell_of_two_lines_keeps_its_number() -> None:
    assert read(HEADER + '1,"Бяла\nЧерква"\n2,\n').rejected[0].line == 4


def test_an_open_quotation_mark_is_refused() -> None:
    assert "broken quoting" in str(read(HEADER + '1,"Бяла\n').rejected[0].reason)


def test_an_oversized_cell_is_refused() -> None:
    assert "name: longer than" in str(read(HEADER + f"1,{'а' * (registers.MAX_CELL + 1)}\n").rejected[0].reason)


def test_one_line_in_another_encoding_is_refused_alone() -> None:
    lines = "".join(f"{number},Бяла\n" for number in range(2, 200))
    reading = read((HEADER + lines).encode() + b"1,\xc1\xff\xeb\xe0\n")
    assert len(reading.rows) == 198
    assert [str(refusal.reason) for refusal in reading.rejected] == ["name: not in UTF-8"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ((HEADER + "1,Абланица\n").encode("cp1251"), "Windows-1251"),
        ((HEADER + "1,Абланица\n").encode("utf-16"), "not plain text in UTF-8"),
        (b"PK\x03\x04\x00\x00", "not plain text in UTF-8"),
        (b"code,title\n1,x\n", "missing: name"),
        (b"", "missing: code, name"),
        (b'"', "broken quoting"),
        (b"x" * (registers.MAX_BYTES + 1), "larger than 20 MB"),
    ],
    ids=["cp1251", "utf-16", "xlsx", "column", "empty", "quote", "size"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read(content)


def test_more_rows_than_anybody_sends_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "MAX_ROWS", 2)
    with pytest.raises(UnreadableFile, match="more than 2 rows"):
        read(HEADER + "1,a\n2,b\n3,c\n")


def test_comparing_tells_new_changed_same_and_missing() -> None:
    known = {"1": Row("1", "Бяла"), "2": Row("2", "Черна"), "9": Row("9", "Стара")}
    diff = compare(known, [Row("1", "Бяла"), Row("2", "Черна вода"), Row("3", "Нова")], key=lambda row: row.code)
    assert list(diff.added) == ["3"]
    assert [change.key for change in diff.changed] == ["2"]
    assert (diff.same, diff.missing) == (1, ["9"])
    assert diff.rows == [Row("3", "Нова"), Row("2", "Черна вода")]
