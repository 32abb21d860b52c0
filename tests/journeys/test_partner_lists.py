"""Lists as partners really send them: a workbook, an old CSV, and a file that would fill the machine; in a browser."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations

INTAKE = "/rabotno-myasto/priem/"
HEAD = ["№", "Длъжност", "Работодател", "Населено място", "Брой места", "Заплата", "Телефон"]
GOOD = [
    ["9201", "Златар", "Примерно ателие „Жълтица“", "Росен дол", "1", "1 200 лв.", "096 000 220"],
    ["9202", "Стъклар", "Примерна работилница „Мехур“", "Росен дол", "2", "800 €", "096 000 220"],
]
BAD = ["9203", "", "Примерна работилница без длъжност", "Росен дол", "1", "", ""]


@pytest.fixture(scope="module")
def partner(browser: Browser, site: str, data_folder: Path) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "partner")
    yield page
    context.close()


def looked_at(page: Page) -> None:
    assert violations(page) == []
    assert sideways(page) == 0


def workbook(rows: list[list[str]]) -> bytes:
    """As from an office: a title over the table, merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Свободни работни места"], HEAD, *rows):
        sheet.append(row)
    sheet.merge_cells("A1:G1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_csv(rows: list[list[str]]) -> bytes:
    return "\r\n".join(";".join(row) for row in (HEAD, *rows)).replace("€", "евро").encode("windows-1251")


def bomb() -> bytes:
    """A small workbook that unpacks to 300 MB."""
    stream = io.BytesIO(workbook(GOOD))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(300):
            sheet.write(b" " * 1_000_000)
    return stream.getvalue()


def bring(page: Page, file: Path) -> None:
    page.goto(INTAKE)
    page.set_input_files("[name=file]", file)
    page.click("main form .btn >> nth=0")


@pytest.mark.parametrize(("name", "make"), [("spisak.xlsx", workbook), ("spisak.csv", old_csv)])
def test_a_list_is_read_as_it_comes_and_its_refused_rows_go_back_as_a_table(
    partner: Page, tmp_path: Path, name: str, make: Callable[[list[list[str]]], bytes]
) -> None:
    file = tmp_path / name
    file.write_bytes(make([*GOOD, BAD]))
    bring(partner, file)
    expect(partner.locator("main")).to_contain_text("Златар")
    expect(partner.locator("main")).to_contain_text("Стъклар")
    looked_at(partner)
    with partner.expect_download() as downloading:
        partner.click("main a[download]")
    table = downloading.value.path().read_text(encoding="utf-8-sig")
    head, refused = list(csv.reader(io.StringIO(table)))
    assert head[0] == "Място в списъка"
    assert refused[0].startswith("ред ")
    assert "няма" in refused[3]


def test_a_zip_bomb_is_refused_in_words_and_nothing_is_lost(partner: Page, tmp_path: Path) -> None:
    partner.goto("/obyavi/")
    before = partner.inner_text("[role=status]")
    file = tmp_path / "spisak.xlsx"
    file.write_bytes(bomb())
    bring(partner, file)
    expect(partner.locator("[role=alert]").first).to_contain_text("по-голям от всеки списък")
    looked_at(partner)
    partner.goto("/obyavi/")
    assert partner.inner_text("[role=status]") == before
    partner.goto(INTAKE)
    expect(partner.locator("main h1")).to_be_visible()
