"""Cuts the shipped registers from their sources: python -m tools.registers FOLDER (see DATA.md)."""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ramo.kit.bulgarian.romanise import romanised

SHIPPED = Path(__file__).resolve().parent.parent / "ramo" / "seed" / "registers"
SETTLEMENTS = [
    "ekatte", "type_bg", "name_bg", "name_en", "municipality_code", "postcode", "lat", "lon", "population_2013",
]  # fmt: skip
LIBRARIES = [
    "reg_no", "status_bg", "name_bg", "district_bg", "municipality_bg", "settlement_bg", "ekatte", "address_bg",
    "register_url",
]  # fmt: skip
OCCUPATIONS = ["uri", "isco08_code", "pref_bg", "alt_bg", "pref_en", "alt_en", "pref_de", "pref_ro"]
OCCUPATION_GROUPS = ["code", "bg", "en"]
UNIT_GROUP = 4  # digits
SAME_JOB = {"skos:exactMatch", "skos:closeMatch"}
Cells = Mapping[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="folder with the source files named in DATA.md")
    sources: Path = parser.parse_args().sources
    settlements = list(read(sources / "settlements_bg.csv"))
    write("settlements.csv", SETTLEMENTS, map(mended, settlements))
    write("municipalities.csv", ["code", "district", "name_bg", "name_en"], municipalities(settlements))
    write("chitalishta.csv", LIBRARIES, read(sources / "chitalishta_bg.csv"))
    write("occupations.csv", OCCUPATIONS, occupations(sources))
    groups = read(sources / "isco08_labels.csv")
    write("occupation_groups.csv", OCCUPATION_GROUPS, (each for each in groups if len(each["code"]) == UNIT_GROUP))


def mended(settlement: Cells) -> Cells:
    """Three postcodes are words, or have words after the digits."""
    digits = re.match(r"\d{4}", settlement["postcode"])
    return {**settlement, "postcode": digits.group() if digits else ""}


def municipalities(settlements: Iterable[Cells]) -> Iterator[Cells]:
    names = {cells["municipality_code"]: cells["municipality_bg"] for cells in settlements}
    for code, name in sorted(names.items()):
        yield {"code": code, "district": code[:3], "name_bg": name, "name_en": romanised(name)}


def occupations(sources: Path) -> Iterator[Cells]:
    """ESCO's own words, and the titles of the national classification that name the same occupation."""
    titles: dict[str, list[str]] = defaultdict(list)
    for link in read(sources / "nkpd2011_esco.csv"):
        if link["relation"] in SAME_JOB:
            titles[link["esco_uri"]].append(link["nkpd_label_bg"].replace("|", "/"))
    for cells in read(sources / "esco_occupations_bg_en.csv"):
        words = [cells["pref_bg"], *cells["alt_bg"].split("|"), *titles[cells["uri"]]]
        unlike = {word.lower(): word for word in reversed(words) if word}
        unlike.pop(cells["pref_bg"].lower())
        yield {**cells, "alt_bg": "|".join(reversed(unlike.values()))}


def read(path: Path) -> Iterator[Cells]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def write(name: str, columns: list[str], rows: Iterable[Cells]) -> None:
    with (SHIPPED / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
