"""Registers and vocabularies: districts, settlements, libraries, occupations, areas, topics, notices: files → rows."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from ramo.kit.registers import Reading, UnreadableFile
from ramo.network import register_file
from ramo.network.data import LibraryRow
from ramo.network.register_file import Gazetteer, Spot
from ramo.vocabularies.data import (
    AreaData,
    DistrictData,
    MunicipalityData,
    NoticeData,
    OccupationData,
    OccupationGroupData,
    SettlementData,
    TopicData,
)
from ramo.vocabularies.readers import read_occupation_groups, read_occupations, read_settlements

from .entries import Entry, Shelf, read_table, read_yaml, shelve
from .errors import ContentRefused

Row = TypeVar("Row")
NOTICE_KINDS = ("boundary", "urgent")


def districts(folder: Path) -> Shelf[DistrictData]:
    def make(entry: Entry) -> DistrictData:
        return DistrictData(entry.text("code"), entry.text("name_bg"), entry.text("name_en"))

    file = "registers/districts.csv"
    return shelve(file, read_table(folder, file, ["code", "name_bg", "name_en"]), make, key="code")


def municipalities(folder: Path, districts: Collection[str]) -> Shelf[MunicipalityData]:
    def make(entry: Entry) -> MunicipalityData:
        return MunicipalityData(
            code=entry.text("code"),
            district_id=entry.one_of("district", districts),
            name_bg=entry.text("name_bg"),
            name_en=entry.text("name_en"),
        )

    file = "registers/municipalities.csv"
    return shelve(file, read_table(folder, file, ["code", "district", "name_bg", "name_en"]), make, key="code")


def settlements(folder: Path, municipalities: Collection[str]) -> Shelf[SettlementData]:
    return register(
        folder,
        "registers/settlements.csv",
        lambda content: read_settlements(content, municipalities),
        key=lambda row: row.ekatte,
    )


def libraries(
    folder: Path,
    districts: Mapping[str, DistrictData],
    municipalities: Mapping[str, MunicipalityData],
    settlements: Mapping[str, SettlementData],
) -> Shelf[LibraryRow]:
    gazetteer = Gazetteer.of(
        districts=((row.code, row.name_bg) for row in districts.values()),
        municipalities=((row.code, row.district_id, row.name_bg) for row in municipalities.values()),
        spots=(
            Spot(
                row.ekatte,
                row.kind_bg,
                row.name_bg,
                row.municipality_id,
                municipalities[row.municipality_id].district_id,
            )
            for row in settlements.values()
        ),
    )
    return register(
        folder,
        "registers/chitalishta.csv",
        lambda content: register_file.read(content, gazetteer),
        key=lambda row: row.number,
    )


def occupations(folder: Path) -> Shelf[OccupationData]:
    return register(folder, "registers/occupations.csv", read_occupations, key=lambda row: row.uri)


def occupation_groups(folder: Path) -> Shelf[OccupationGroupData]:
    return register(folder, "registers/occupation_groups.csv", read_occupation_groups, key=lambda row: row.code)


def register(
    folder: Path, file: str, read: Callable[[bytes], Reading[Row]], *, key: Callable[[Row], str]
) -> Shelf[Row]:
    """A register that ships is whole: where a person's file loses a line, this one is refused."""
    try:
        reading = read((folder / file).read_bytes())
    except (OSError, UnreadableFile) as refusal:
        raise ContentRefused(file, 1, str(refusal)) from refusal
    for rejected in reading.rejected:
        raise ContentRefused(file, rejected.line, str(rejected.reason))
    return Shelf(file, {key(row): row for row in reading.rows}, {})


def areas(folder: Path) -> Shelf[AreaData]:
    texts = [
        f"{name}_{language}" for name in ("name", "plain", "purpose", "short", "hint") for language in ("bg", "en")
    ]

    def make(entry: Entry) -> AreaData:
        entry.only("key", "order", "main", "css_class", "icon", "requires_verification", *texts)
        return AreaData(
            key=entry.text("key"),
            order=entry.number("order"),
            is_main=entry.flag("main"),
            css_class=entry.text("css_class"),
            icon=entry.text("icon"),
            requires_verification=entry.flag("requires_verification"),
            **{name: entry.text(name) for name in texts},
        )

    file = "content/areas.yaml"
    return shelve(file, read_yaml(folder, file).entries("areas"), make)


def topics(folder: Path, areas: Collection[str]) -> Shelf[TopicData]:
    def make(entry: Entry) -> TopicData:
        entry.only("key", "area", "parent", "label_bg", "label_en", "synonyms_bg")
        return TopicData(
            key=entry.text("key"),
            area_id=entry.one_of("area", areas),
            parent_id=entry.maybe("parent") or None,
            label_bg=entry.text("label_bg"),
            label_en=entry.text("label_en"),
            synonyms_bg=entry.lines("synonyms_bg"),
        )

    file = "content/topics.yaml"
    shelf = shelve(file, read_yaml(folder, file).entries("topics"), make)
    for key, topic in shelf.rows.items():
        if topic.parent_id and topic.parent_id not in shelf.rows:
            raise shelf.refused(key, f"“parent”: there is no “{topic.parent_id}”")
    return shelf


def notices(folder: Path) -> Shelf[NoticeData]:
    def make(entry: Entry) -> NoticeData:
        entry.only("key", "kind", "title_bg", "title_en", "text_bg", "text_en")
        return NoticeData(
            key=entry.text("key"),
            kind=entry.one_of("kind", NOTICE_KINDS),
            title_bg=entry.text("title_bg"),
            title_en=entry.text("title_en"),
            text_bg=entry.text("text_bg"),
            text_en=entry.text("text_en"),
        )

    file = "content/desk.yaml"
    return shelve(file, read_yaml(folder, file).entries("notices"), make)
