"""A table that somebody opens in a spreadsheet holds text and numbers, never a command."""

import csv
import io

import pytest

from ramo.kit.spreadsheet import write_csv


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_would_be_a_formula_is_written_as_text(start: str) -> None:
    assert read(write_csv([[f"{start}HYPERLINK(1)"]])) == [[f"'{start}HYPERLINK(1)"]]


def test_numbers_stay_numbers_and_unknown_ones_stay_empty() -> None:
    assert read(write_csv([[-5, 0, None, 12.5]])) == [["-5", "0", "", "12.5"]]


def test_quotes_commas_and_lines_come_back_as_they_were() -> None:
    row = ["„Светлина“, 1926", 'а "б"', "ред\nред", "а = б"]
    assert read(write_csv([row])) == [row]


def test_spreadsheets_are_told_that_it_is_utf_8() -> None:
    assert write_csv([["Видин"]]).startswith(b"\xef\xbb\xbf")
