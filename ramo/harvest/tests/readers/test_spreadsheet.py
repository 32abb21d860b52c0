"""Tables as labour offices and training centres send them."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable
from ramo.harvest.readers import headings, spreadsheet

CSV = """№ по ред;Длъжност;Работодател;Населено място;Брой места;Заплата;Валидна до;Телефон
1;Шивач;„Текстил“ ООД;гр. Габрово;3;933 лв.;30.11.2026 г.;066 000 145
2;"Готвач; помощник";Хотел Роза;с. Абланица;1;1 000 €;05.12.2026;+359 88 000 0000
"""


def read(content: bytes | str, **options: Any) -> Reading:
    content = content.encode() if isinstance(content, str) else content
    return spreadsheet.read(content, options=ReadOptions(**options))


def workbook(*rows: list[Any], merged: str = "", title: str = "Лист1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merged.split():
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEAD = ["Длъжност", "Работодател", "Населено място", "Валидна до"]


# — text —


def test_rows_become_vacancies_by_their_headings() -> None:
    reading = read(CSV)
    first, second = reading.records
    assert first.kind is RecordKind.VACANCY
    assert dict(first.fields) == {
        "title": "Шивач",
        "employer": "„Текстил“ ООД",
        "settlement": "гр. Габрово",
        "positions": "3",
        "wage": "933 лв.",
        "valid_until": "30.11.2026 г.",
        "phone": "066 000 145",
    }
    assert second.text("title") == "Готвач; помощник"
    assert reading.columns[0] == "№ по ред"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
def test_any_delimiter_and_encoding_is_read(delimiter: str, encoding: str) -> None:
    lines = ["Длъжност;Работодател;Населено място", "Шивач;Текстил;Габрово", "Готвач;Хотел;Русе"]
    reading = read("\r\n".join(line.replace(";", delimiter) for line in lines).encode(encoding))
    assert [record.text("settlement") for record in reading.records] == ["Габрово", "Русе"]


def test_text_of_an_old_encoding_is_said() -> None:
    assert read(CSV.replace("€", "евро").encode("windows-1251")).notes == ("charset windows-1251",)


def test_columns_set_apart_by_spaces_are_read() -> None:
    reading = read("Длъжност     Работодател    Населено място\nШивач        Текстил ООД    гр. Габрово\n")
    assert reading.records[0].text("employer") == "Текстил ООД"


def test_table_pasted_from_a_mail_is_read_with_its_merged_cells() -> None:
    html = """<p>Здравейте,</p><table><tr><th>Длъжност<th>Работодател<th colspan=2>Контакти
    <tr><td></td><td></td><th>Телефон<th>E-mail
    <tr><td>Шивач</td><td rowspan=2>Текстил</td><td>1</td><td>a@example.bg</td></tr>
    <tr><td>Кроячка</td><td>2</td><td><script>x</script></td></tr></table>"""
    reading = read(html)
    assert [record.text("employer") for record in reading.records] == ["Текстил", "Текстил"]
    assert reading.records[0].text("email") == "a@example.bg"


def test_lines_before_the_headings_are_passed_over_and_totals_and_sections_are_no_offers() -> None:
    lines = ["Дирекция „Бюро по труда“ – Габрово;;", ";;", "Длъжност;Работодател;Брой", "Община Севлиево;;"]
    lines += ["Шивач;Текстил;2", ";;", "Общо:;;2"]
    reading = read("\n".join(lines))
    assert [record.text("title") for record in reading.records] == ["Шивач"]
    assert reading.records[0].text("municipality") == "Севлиево"
    assert reading.rejected == ()


def test_row_without_a_title_or_seen_twice_is_refused_alone() -> None:
    reading = read(CSV + "3;;Фирма;Русе;1;;;\n" + CSV.splitlines()[1].replace("1;", "9;", 1))
    assert [(each.where, each.reason) for each in reading.rejected] == [
        ("row 4", Reason.NO_TITLE),
        ("row 5", Reason.TWICE),
    ]
    assert len(reading.records) == 2


def test_row_keeps_its_identity_when_only_details_change() -> None:
    before = read(CSV).records[0].external_id
    assert read(CSV.replace("933 лв.", "1000 лв.").replace("066 000 145", "1")).records[0].external_id == before
    assert read(CSV.replace("Шивач", "Крояч")).records[0].external_id != before


def test_number_of_an_offer_is_its_identity_and_the_running_number_is_none() -> None:
    reading = read("№;№ на обявата;Длъжност;Работодател\n1;A-77;Шивач;Ф\n")
    assert reading.records[0].external_id == "A-77"


def test_mapping_of_a_person_goes_before_our_proposal() -> None:
    mapping = {"Длъжност": "occupation", "Работодател": "", "Населено място": "title"}
    record = read(CSV, mapping=mapping).records[0]
    assert (record.text("title"), record.text("occupation"), record.text("employer")) == ("гр. Габрово", "Шивач", "")


def test_courses_and_calls_are_known_by_their_columns() -> None:
    assert read("Курс;ЦПО;Часове\nШев;Център;300\n").records[0].kind is RecordKind.COURSE
    assert read("Наименование;Програма;Краен срок за подаване\nА;Б;1.12.2026\n").records[0].kind is RecordKind.CALL
    assert read(CSV, kind=RecordKind.COURSE).records[0].kind is RecordKind.COURSE


@pytest.mark.parametrize(
    "cell",
    ['=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "@SUM(A1)", "=1+1", '+cmd("x")', "-SUM(A1)", "=\tA1"],
)
def test_cell_that_would_run_is_refused_with_its_row(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    reading = read(f"Длъжност;Работодател;Телефон\n{quoted};Ф;1\nШивач;Ф;+359 88 000 0000\n")
    assert [(each.reason, each.field) for each in reading.rejected] == [(Reason.FORMULA, "title")]
    assert reading.records[0].text("phone") == "+359 88 000 0000"


def test_giant_cell_costs_its_row_or_the_file_and_never_the_memory() -> None:
    reading = read(f"Длъжност;Работодател\nШивач;{'x' * 30_000}\nГотвач;Ф\n")
    assert [each.reason for each in reading.rejected] == [Reason.TOO_LONG]
    with pytest.raises(Unreadable) as refused:
        read(f"Длъжност;Работодател\nШивач;{'x' * 200_000}\n")
    assert refused.value.failure is Failure.TOO_LARGE


def test_long_title_is_refused() -> None:
    assert read(f"Длъжност;Работодател\n{'ш' * 600};Ф\n").rejected[0].reason is Reason.TOO_LONG


def test_unclosed_quote_does_not_swallow_the_rest_unnoticed() -> None:
    reading = read('Длъжност;Работодател\n"Шивач;Ф\nГотвач;Х\n')
    assert [record.text("employer") for record in reading.records] == ["Ф", "Х"]
    assert "broken quotes" in reading.notes


@pytest.mark.parametrize("content", ["", "\n\n", "Здравейте, прилагам обявите.", "1;2;3\n4;5;6\n", "\x00\x01"])
def test_text_without_a_table_is_another_dialect(content: str) -> None:
    with pytest.raises(Unreadable):
        read(content)


def test_span_of_a_million_columns_is_cut() -> None:
    html = "<table><tr><td>Длъжност<td>Работодател<td colspan=1000000 rowspan=99999999>x<tr><td>Шивач<td>Ф</table>"
    assert len(read(html).columns) <= 200


# — workbooks —


def test_workbook_is_read_with_its_dates_and_numbers() -> None:
    content = workbook([*HEAD, "Брой"], ["Шивач", "Текстил", "Габрово", date(2026, 12, 5), 3.0])
    record = read(content).records[0]
    assert (record.text("valid_until"), record.text("positions")) == ("2026-12-05", "3")
    moment = workbook(HEAD, ["Шивач", "Текстил", "Габрово", datetime(2026, 12, 5, 16, 30)])  # noqa: DTZ001
    assert read(moment).records[0].text("valid_until") == "2026-12-05 16:30"


def test_merged_headings_and_cells_say_the_same_in_all_their_places() -> None:
    content = workbook(
        ["Свободни работни места", None, None, None],
        ["Длъжност", "Работодател", "Работно място", None],
        [None, None, "Община", "Населено място"],
        ["Шивач", "Текстил", "Севлиево", "Градница"],
        ["Кроячка", None, "Севлиево", "Батошево"],
        merged="A1:D1 C2:D2 A2:A3 B2:B3 B4:B5",
    )
    reading = read(content)
    assert [record.text("employer") for record in reading.records] == ["Текстил", "Текстил"]
    assert [record.text("settlement") for record in reading.records] == ["Градница", "Батошево"]
    assert reading.records[0].text("municipality") == "Севлиево"


def test_sheet_with_the_table_is_found_or_named() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Указания"
    for name, job in (("Обяви", "Шивач"), ("Архив", "Пекар")):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        sheet.append([job, "Ф", "Русе"])
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue()).records[0].text("title") == "Шивач"
    assert read(stream.getvalue(), sheet="Архив").records[0].text("title") == "Пекар"


def test_formula_gives_the_value_that_was_saved_and_never_runs() -> None:
    reading = read(workbook(HEAD, ["=1+1", "Ф", "Русе"], ["Шивач", '=HYPERLINK("http://x";"Ф")', "Русе"]))
    assert all("=" not in record.text("employer") for record in reading.records)
    assert [record.text("title") for record in reading.records] == ["Шивач"]


def test_open_document_sheet_is_read() -> None:
    cells = ["".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
                     for text in row) for row in (HEAD[:3], ["Шивач", "Текстил", "Габрово"])]  # fmt: skip
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    document = f"""<?xml version="1.0"?><office:document-content {names} office:version="1.3"><office:body>
    <office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body>
    </office:document-content>"""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest '
                         'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')  # fmt: skip
        archive.writestr("content.xml", document)
    assert read(stream.getvalue()).records[0].text("employer") == "Текстил"


def test_broken_archive_is_a_failure() -> None:
    content = workbook(HEAD, ["Шивач", "Ф", "Русе"])
    for broken in (content[:-200], content[:100], b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0" + bytes(600)):
        with pytest.raises(Unreadable):
            read(broken)


def test_zip_bomb_is_refused_by_its_unpacked_size() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(200_000_000))
    assert len(stream.getvalue()) < 1_000_000
    with pytest.raises(Unreadable) as refused:
        read(stream.getvalue())
    assert refused.value.failure is Failure.BOMB


def test_archive_of_countless_files_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(5001):
            archive.writestr(str(number), b"")
    with pytest.raises(Unreadable) as refused:
        read(stream.getvalue())
    assert refused.value.failure is Failure.BOMB


def test_protected_workbook_is_said_to_be_so() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.failure is Failure.PROTECTED


# — headings —


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Длъжност", "title"),
        ("НАИМЕНОВАНИЕ НА ДЛЪЖНОСТТА", "title"),
        ("Изискване за образование:", "education"),
        ("Брой свободни работни места", "positions"),
        ("Работодател (адрес)", "employer"),
        ("Осн. месечно възнаграждение", "wage"),
        ("Тел. за контакт", "phone"),
        ("№", ""),
        ("№ по ред", ""),
        ("Нещо друго", ""),
        ("", ""),
    ],
)
def test_heading_is_understood(heading: str, field: str) -> None:
    assert headings.suggest(heading) == field
