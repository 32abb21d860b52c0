"""Registers of settlements and occupations, as the real ones are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.registers import UnreadableFile
from ramo.vocabularies.readers import (
    OCCUPATION_COLUMNS,
    SETTLEMENT_COLUMNS,
    read_occupation_groups,
    read_occupations,
    read_settlements,
)

ABLANITSA = "00014,с.,Абланица,Ablanitsa,BLG52,2932,41.537781,23.934077,2583"
URI = "http://data.europa.eu/esco/occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34"


def settlements(*lines: str) -> bytes:
    return "\n".join([",".join(SETTLEMENT_COLUMNS), *lines]).encode()


def occupations(*lines: str) -> bytes:
    return "\n".join([",".join(OCCUPATION_COLUMNS), *lines]).encode()


def refusal(line: str) -> str:
    reading = read_settlements(settlements(line), {"BLG52"})
    assert not reading.rows
    return str(reading.rejected[0].reason)


def test_a_settlement_is_read() -> None:
    (row,) = read_settlements(settlements(ABLANITSA), {"BLG52"}).rows
    assert (row.ekatte, row.kind_bg, row.municipality_id, row.postcode) == ("00014", "с.", "BLG52", "2932")
    assert (row.lat, row.lon, row.population) == (41.537781, 23.934077, 2583)


def test_what_a_settlement_lacks_is_not_invented() -> None:
    (row,) = read_settlements(settlements("00014,с.,Абланица,Ablanitsa,BLG52,,,,"), {"BLG52"}).rows
    assert (row.lat, row.lon, row.population, row.postcode) == (None, None, None, "")


def test_a_missing_latin_name_is_spelled_as_the_law_says() -> None:
    (row,) = read_settlements(settlements(ABLANITSA.replace("Ablanitsa", "")), {"BLG52"}).rows
    assert row.name_en == "Ablanitsa"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("00014", "14", "ekatte"),
        ("00014", "٠٠٠١٤", "ekatte"),
        ("с.", "село", "type_bg"),
        ("Абланица", "", "name_bg: empty"),
        ("Абланица", "А" * 61, "name_bg: longer than 60"),
        ("BLG52", "BLG99", "municipality_code: “BLG99” is not known here"),
        ("2932", "29 32", "postcode"),
        ("41.537781", "23.934077", "lat: 23.934077 lies outside the country"),
        ("41.537781", "41,5", "9 columns"),
        ("41.537781", "north", "lat: “north” is no number"),
        ("41.537781", "nan", "lat: nan lies outside the country"),
        ("41.537781", "", "one of the two is missing"),
        ("2583", "-1", "population_2013"),
    ],
)
def test_a_bad_settlement_is_refused_by_its_column(old: str, new: str, reason: str) -> None:
    assert reason in refusal(ABLANITSA.replace(old, new, 1))


def test_a_register_without_its_columns_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="municipality_code"):
        read_settlements(b"ekatte,type_bg,name_bg,name_en,postcode,lat,lon,population_2013\n", set())


def test_an_occupation_is_read_with_the_other_words_for_it() -> None:
    (row,) = read_occupations(occupations(f"{URI},2654,режисьор,постановчик|режисьорка,director,,,")).rows
    assert (row.isco_code, row.label_bg, row.label_en) == ("2654", "режисьор", "director")
    assert (row.alternative_bg, row.alternative_en) == (["постановчик", "режисьорка"], [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("http://example.org/1,2654,режисьор,,director,,,", "uri"),
        (f"{URI},26,режисьор,,director,,,", "isco08_code"),
        (f"{URI},2654,,,director,,,", "pref_bg: empty"),
        (f"{URI},2654,режисьор,{'а' * 251},director,,,", "alt_bg: a word is longer"),
    ],
)
def test_a_bad_occupation_is_refused_by_its_column(line: str, reason: str) -> None:
    reading = read_occupations(occupations(line))
    assert not reading.rows
    assert reason in str(reading.rejected[0].reason)


@pytest.mark.parametrize("line", ["75,Шивачи,Sewers", "753A,Шивачи,Sewers", "7533,,Sewers", "7533,Шивачи,"])
def test_a_group_of_occupations_has_four_digits_and_a_name_in_both_languages(line: str) -> None:
    assert not read_occupation_groups(f"code,bg,en\n{line}".encode()).rows
    (row,) = read_occupation_groups("code,bg,en\n7533,Шивачи,Sewers".encode()).rows
    assert (row.code, row.label_bg, row.label_en) == ("7533", "Шивачи", "Sewers")


@given(st.binary(max_size=300))
def test_no_bytes_break_a_reader(content: bytes) -> None:
    for read in (read_occupations, lambda found: read_settlements(found, {"BLG52"})):
        try:
            read(settlements().split(b"\n")[0] + b"\n" + content)
        except UnreadableFile:
            continue
