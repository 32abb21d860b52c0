"""The register of chitalishta as a file: bytes → rows and refusals. Places are matched, never guessed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ramo.kit.bulgarian.fold import fold
from ramo.kit.registers import BadCell, Flaw, Reading, read_register

from .data import LibraryRow

COLUMNS = ("reg_no", "status_bg", "name_bg", "district_bg", "municipality_bg", "settlement_bg")
SOURCE = "регистър на читалищата"
_STATUSES = {"действащо": "active", "неработещо": "inactive", "закрито": "closed"}
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_KINDS = {"град": "гр.", "село": "с.", "гара": "", "манастир": "ман."}
_LONGEST = {"name_bg": 160, "settlement_bg": 100, "address_bg": 200, "register_url": 500}
# What the register calls otherwise than EKATTE does.
_DISTRICTS = {"софия": "SFO", "софия-град": "SOF"}
_MUNICIPALITIES = {"добричка": "добрич-селска"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A settlement: kind „с.“ or „гр.“, and the codes it lies under."""

    ekatte: str
    kind_bg: str
    name_bg: str
    municipality: str
    district: str


@dataclass(slots=True)
class Gazetteer:
    """Names of places, folded, to their codes."""

    districts: dict[str, str] = field(default_factory=dict)
    municipalities: dict[tuple[str, str], str] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Spot]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(
        cls,
        districts: Iterable[tuple[str, str]],
        municipalities: Iterable[tuple[str, str, str]],
        spots: Iterable[Spot],
    ) -> "Gazetteer":
        """Districts as (code, name), municipalities as (code, district, name)."""
        made = cls()
        made.districts = {fold(name): code for code, name in districts} | _DISTRICTS
        made.municipalities = {(district, fold(name)): code for code, district, name in municipalities}
        for spot in spots:
            made.spots[spot.ekatte] = spot
            made.by_name[(spot.municipality, fold(spot.name_bg))].append(spot)
        return made

    def find(self, municipality: str | None, kind_bg: str, name: str) -> Spot | None:
        """The only bearer of the name in the municipality, of that kind; nothing where there are two."""
        if municipality is None:
            return None
        bearers = [spot for spot in self.by_name.get((municipality, fold(name)), []) if spot.kind_bg == kind_bg]
        return bearers[0] if len(bearers) == 1 else None


def read(content: bytes, gazetteer: Gazetteer) -> Reading[LibraryRow]:
    def make(cells: Mapping[str, str]) -> LibraryRow:
        return _row(cells, gazetteer)

    return read_register(content, columns=COLUMNS, make=make, key=lambda row: row.number)


def _row(cells: Mapping[str, str], gazetteer: Gazetteer) -> LibraryRow:
    _refuse_oversized(cells)
    number = cells["reg_no"]
    if not _NUMBER.fullmatch(number):
        raise BadCell(Flaw.NO_REGISTER_NUMBER, "reg_no", value=number)
    status = _STATUSES.get(fold(cells["status_bg"]))
    if status is None:
        raise BadCell(Flaw.NONE_OF, "status_bg", value=cells["status_bg"], known=", ".join(_STATUSES))
    district = gazetteer.districts.get(fold(cells["district_bg"]))
    if district is None:
        raise BadCell(Flaw.NO_DISTRICT, "district_bg", value=cells["district_bg"])
    municipality = _municipality(cells["municipality_bg"], district, gazetteer)
    spot = _spot(cells, district, municipality, gazetteer)
    return LibraryRow(
        number=number,
        status=status,
        name_bg=_name(cells),
        district_id=district,
        municipality_id=spot.municipality if spot else municipality,
        settlement_id=spot.ekatte if spot else None,
        place_bg=_place(cells["settlement_bg"], spot),
        address_bg=cells.get("address_bg", ""),
        source_label=SOURCE,
        source_url=cells.get("register_url", ""),
    )


def _refuse_oversized(cells: Mapping[str, str]) -> None:
    for column, longest in _LONGEST.items():
        if len(cells.get(column, "")) > longest:
            raise BadCell(Flaw.TOO_LONG, column, limit=longest)


def _name(cells: Mapping[str, str]) -> str:
    name = " ".join(cells["name_bg"].split())
    if not name:
        raise BadCell(Flaw.EMPTY, "name_bg")
    return name


def _municipality(name: str, district: str, gazetteer: Gazetteer) -> str | None:
    folded = fold(name)
    return gazetteer.municipalities.get((district, _MUNICIPALITIES.get(folded, folded)))


def _spot(cells: Mapping[str, str], district: str, municipality: str | None, gazetteer: Gazetteer) -> Spot | None:
    """By its code, if that lies in the same district; else by name within the municipality."""
    if ekatte := cells.get("ekatte", ""):
        spot = gazetteer.spots.get(ekatte)
        if spot is None or spot.district != district:
            raise BadCell(Flaw.NO_SETTLEMENT, "ekatte", value=ekatte)
        return spot
    kind, name = _kind_and_name(cells["settlement_bg"])
    return gazetteer.find(municipality, kind, name)


def _place(written: str, spot: Spot | None) -> str:
    if spot:
        return f"{spot.kind_bg} {spot.name_bg}"
    kind, name = _kind_and_name(written)
    return f"{kind} {_capitalised(name)}".strip()


def _kind_and_name(written: str) -> tuple[str, str]:
    """ "СЕЛО  ГОРНА БАНЯ" → ("с.", "ГОРНА БАНЯ")."""
    kind, _, name = " ".join(written.split()).partition(" ")
    return (_KINDS[fold(kind)], name) if name and fold(kind) in _KINDS else ("", f"{kind} {name}".strip())


def _capitalised(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split())
