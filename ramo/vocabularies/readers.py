"""Registers of settlements and occupations: bytes → rows or refusals, no database."""

import re
from collections.abc import Collection, Mapping

from ramo.kit.bulgarian.romanise import romanised
from ramo.kit.registers import BadCell, Flaw, Reading, read_register

from .data import OccupationData, OccupationGroupData, SettlementData

SETTLEMENT_COLUMNS = [
    "ekatte", "type_bg", "name_bg", "name_en", "municipality_code", "postcode", "lat", "lon", "population_2013",
]  # fmt: skip
OCCUPATION_COLUMNS = ["uri", "isco08_code", "pref_bg", "alt_bg", "pref_en", "alt_en", "pref_de", "pref_ro"]
OCCUPATION_GROUP_COLUMNS = ["code", "bg", "en"]
KINDS = ("гр.", "с.", "ман.")
LATITUDES, LONGITUDES = (41.0, 44.5), (22.0, 29.0)
ESCO = "http://data.europa.eu/esco/occupation/"
LONGEST_NAME, LONGEST_LABEL, LONGEST_WORD = 60, 200, 250


def read_settlements(content: bytes, municipalities: Collection[str]) -> Reading[SettlementData]:
    """`municipalities` are the codes known here; a settlement of another one is refused."""

    def make(cells: Mapping[str, str]) -> SettlementData:
        row = _settlement(cells)
        if row.municipality_id not in municipalities:
            raise BadCell(Flaw.NOT_KNOWN, "municipality_code", value=row.municipality_id)
        return row

    return read_register(content, columns=SETTLEMENT_COLUMNS, make=make, key=lambda row: row.ekatte)


def read_occupations(content: bytes) -> Reading[OccupationData]:
    return read_register(content, columns=OCCUPATION_COLUMNS, make=_occupation, key=lambda row: row.uri)


def read_occupation_groups(content: bytes) -> Reading[OccupationGroupData]:
    return read_register(content, columns=OCCUPATION_GROUP_COLUMNS, make=_occupation_group, key=lambda row: row.code)


def _settlement(cells: Mapping[str, str]) -> SettlementData:
    if cells["type_bg"] not in KINDS:
        raise BadCell(Flaw.NONE_OF, "type_bg", value=cells["type_bg"], known=", ".join(KINDS))
    lat, lon = _degrees(cells, "lat", LATITUDES), _degrees(cells, "lon", LONGITUDES)
    if (lat is None) != (lon is None):
        raise BadCell(Flaw.ONE_MISSING, "lat, lon")
    name = _text(cells, "name_bg", LONGEST_NAME)
    return SettlementData(
        ekatte=_code(cells, "ekatte", r"\d{5}"),
        kind_bg=cells["type_bg"],
        name_bg=name,
        name_en=(cells["name_en"] or romanised(name))[:LONGEST_NAME],
        municipality_id=cells["municipality_code"],
        postcode=_code(cells, "postcode", r"(\d{4})?"),
        lat=lat,
        lon=lon,
        population=_count(cells, "population_2013"),
    )


def _occupation(cells: Mapping[str, str]) -> OccupationData:
    if not cells["uri"].startswith(ESCO):
        raise BadCell(Flaw.OTHER_BEGINNING, "uri", beginning=ESCO)
    return OccupationData(
        uri=_text(cells, "uri", 90),
        isco_code=_code(cells, "isco08_code", r"(\d{4})?"),
        label_bg=_text(cells, "pref_bg", LONGEST_LABEL),
        label_en=_text(cells, "pref_en", LONGEST_LABEL),
        alternative_bg=_words(cells, "alt_bg"),
        alternative_en=_words(cells, "alt_en"),
        label_de=_short(cells, "pref_de", LONGEST_WORD),
        label_ro=_short(cells, "pref_ro", LONGEST_WORD),
    )


def _occupation_group(cells: Mapping[str, str]) -> OccupationGroupData:
    return OccupationGroupData(
        code=_code(cells, "code", r"\d{4}"),
        label_bg=_text(cells, "bg", LONGEST_LABEL),
        label_en=_text(cells, "en", LONGEST_LABEL),
    )


def _text(cells: Mapping[str, str], column: str, limit: int) -> str:
    if not cells[column]:
        raise BadCell(Flaw.EMPTY, column)
    return _short(cells, column, limit)


def _short(cells: Mapping[str, str], column: str, limit: int) -> str:
    if len(cells[column]) > limit:
        raise BadCell(Flaw.TOO_LONG, column, limit=limit)
    return cells[column]


def _code(cells: Mapping[str, str], column: str, pattern: str) -> str:
    if not re.fullmatch(pattern, cells[column], re.ASCII):
        raise BadCell(Flaw.OTHER_SHAPE, column, value=cells[column])
    return cells[column]


def _count(cells: Mapping[str, str], column: str) -> int | None:
    digits = _code(cells, column, r"\d{0,7}")
    return int(digits) if digits else None


def _words(cells: Mapping[str, str], column: str) -> list[str]:
    words = [word for word in cells[column].split("|") if word]
    if any(len(word) > LONGEST_WORD for word in words):
        raise BadCell(Flaw.LONG_WORD, column, limit=LONGEST_WORD)
    return words


def _degrees(cells: Mapping[str, str], column: str, bounds: tuple[float, float]) -> float | None:
    if not cells[column]:
        return None
    try:
        degrees = float(cells[column])
    except ValueError:
        raise BadCell(Flaw.NO_NUMBER, column, value=cells[column]) from None
    if not bounds[0] <= degrees <= bounds[1]:
        raise BadCell(Flaw.OUTSIDE, column, value=degrees)
    return degrees
