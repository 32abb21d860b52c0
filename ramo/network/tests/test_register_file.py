"""Reading the register of chitalishta: rows and refusals, places matched and never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramo.kit.registers import MAX_BYTES, Reading, UnreadableFile
from ramo.network.data import LibraryRow
from ramo.network.register_file import Gazetteer, Spot, read

HEAD = "reg_no,status_bg,name_bg,district_bg,municipality_bg,settlement_bg,ekatte,address_bg,register_url"
GOOD = '1,Действащо,Съзнание 1873г.,ПЛОВДИВ,РОДОПИ,СЕЛО БРЕСТОВИЦА,06505,"Пл.Съединение 1 А, п.к.4224",https://example.bg/1'


@pytest.fixture
def gazetteer() -> Gazetteer:
    return Gazetteer.of(
        districts=[("PDV", "Пловдив"), ("DOB", "Добрич"), ("SFO", "София (област)"), ("SOF", "София (столица)")],
        municipalities=[("PDV26", "PDV", "Родопи"), ("DOB28", "DOB", "Добрич-селска"), ("SOF46", "SOF", "Столична")],
        spots=[
            Spot("06505", "с.", "Брестовица", "PDV26", "PDV"),
            Spot("11111", "с.", "Баня", "PDV26", "PDV"),
            Spot("22222", "с.", "Баня", "PDV26", "PDV"),
            Spot("33333", "гр.", "Баня", "PDV26", "PDV"),
            Spot("44444", "с.", "Победа", "DOB28", "DOB"),
        ],
    )


def reading(gazetteer: Gazetteer, *lines: str) -> Reading[LibraryRow]:
    return read("\n".join([HEAD, *lines]).encode(), gazetteer)


def test_a_row_becomes_a_library(gazetteer: Gazetteer) -> None:
    [row] = reading(gazetteer, GOOD).rows
    assert (row.number, row.status, row.name_bg) == ("1", "active", "Съзнание 1873г.")
    assert (row.district_id, row.municipality_id, row.settlement_id) == ("PDV", "PDV26", "06505")
    assert row.place_bg == "с. Брестовица"
    assert row.address_bg == "Пл.Съединение 1 А, п.к.4224"
    assert row.source_url == "https://example.bg/1"


def test_a_place_without_a_code_is_matched_by_its_name_in_the_municipality(gazetteer: Gazetteer) -> None:
    [row] = reading(gazetteer, "24,Действащо,Пробуда,ДОБРИЧ,ДОБРИЧКА,СЕЛО  ПОБЕДА,,,").rows
    assert row.settlement_id == "44444"


def test_a_name_borne_twice_in_a_municipality_is_not_guessed(gazetteer: Gazetteer) -> None:
    [row] = reading(gazetteer, "7,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,,,").rows
    assert row.settlement_id is None
    assert row.municipality_id == "PDV26"
    assert row.place_bg == "с. Баня"


def test_a_town_is_told_from_a_village_of_the_same_name(gazetteer: Gazetteer) -> None:
    [row] = reading(gazetteer, "7,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,ГРАД БАНЯ,,,").rows
    assert row.settlement_id == "33333"


def test_a_place_in_another_municipality_is_not_taken(gazetteer: Gazetteer) -> None:
    [row] = reading(gazetteer, "7,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО ПОБЕДА,,,").rows
    assert row.settlement_id is None


def test_an_unmatched_place_is_written_for_people(gazetteer: Gazetteer) -> None:
    [row] = reading(gazetteer, "9,Действащо,Светлина,СОФИЯ,СВОГЕ,ГАРА ГАРА БОВ,,,").rows
    assert (row.district_id, row.municipality_id, row.settlement_id) == ("SFO", None, None)
    assert row.place_bg == "Гара Бов"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("abc,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,,,", "is no register number"),
        ("0,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,,,", "is no register number"),
        ("7,Спящо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,,,", "status_bg: “Спящо” is none of"),
        ("7,Действащо,,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,,,", "name_bg: empty"),
        ("7,Действащо,Изгрев,НЯМАТАКАВА,РОДОПИ,СЕЛО БАНЯ,,,", "there is no district"),
        ("7,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,99999,,", "is no settlement of this district"),
        ("7,Действащо,Изгрев,ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,44444,,", "is no settlement of this district"),
        (f"7,Действащо,{'Ж' * 161},ПЛОВДИВ,РОДОПИ,СЕЛО БАНЯ,,,", "name_bg: longer than 160"),
        ("7,Действащо,Изгрев", "3 cells, the first line names 9 columns"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_line_and_reason(
    gazetteer: Gazetteer, line: str, reason: str
) -> None:
    result = reading(gazetteer, GOOD, line)
    assert [row.number for row in result.rows] == ["1"]
    [refusal] = result.rejected
    assert refusal.line == 3
    assert reason in str(refusal.reason)


def test_the_second_row_with_a_number_is_refused(gazetteer: Gazetteer) -> None:
    result = reading(gazetteer, GOOD, GOOD.replace("Съзнание", "Друго"))
    assert [row.name_bg for row in result.rows] == ["Съзнание 1873г."]
    assert str(result.rejected[0].reason) == "1 stands in the file already"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (f"{HEAD}\n{GOOD}".encode("cp1251"), "not in UTF-8"),
        (f"{HEAD}\n{GOOD}".encode("utf-16"), "not plain text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not plain text"),
        (b"", "missing: reg_no"),
        ("номер,име\n1,Изгрев".encode(), "missing: reg_no"),
        (b"x" * (MAX_BYTES + 1), "larger than"),
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(gazetteer: Gazetteer, content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read(content, gazetteer)


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for brought in (content, f"{HEAD}\n".encode() + content):
        try:
            read(brought, Gazetteer())
        except UnreadableFile:
            continue
