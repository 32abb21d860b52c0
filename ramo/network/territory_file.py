"""Territories of offices as a file: one municipality of one office on each line. Names are matched, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ramo.kit.bulgarian.fold import fold
from ramo.kit.registers import BadCell, Flaw, Reading, read_register

COLUMNS = ("institution", "district_bg", "municipality_bg")
_SEVERAL = ""


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """An office's key and a municipality's code, with the words by which people know both."""

    institution: str
    municipality: str
    words: str = field(compare=False)  # „Бюро по труда – Бяла: Бяла, Русе“

    @property
    def key(self) -> str:
        return f"{self.institution} {self.municipality}"


@dataclass(slots=True)
class Offices:
    """Offices by key, by name and by abbreviation; a name that several bear tells none."""

    names: dict[str, str] = field(default_factory=dict)  # key → name
    by_word: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, offices: Iterable[tuple[str, str, str]]) -> "Offices":
        """As (key, name, abbreviation)."""
        made = cls()
        for key, name, abbreviation in offices:
            made.names[key] = name
            for word in filter(None, {folded(name), folded(abbreviation)}):
                made.by_word[word] = _SEVERAL if made.by_word.get(word, key) != key else key
        return made

    def find(self, written: str) -> str:
        key = written if written in self.names else self.by_word.get(folded(written), _SEVERAL)
        if not key:
            raise BadCell(Flaw.NOT_KNOWN, "institution", value=written)
        return key


@dataclass(frozen=True, slots=True)
class Ground:
    """Districts by folded name; by district and folded name the municipality's code and its words."""

    districts: Mapping[str, str]
    municipalities: Mapping[tuple[str, str], tuple[str, str]]


def read(content: bytes, offices: Offices, ground: Ground) -> Reading[TerritoryRow]:
    def make(cells: Mapping[str, str]) -> TerritoryRow:
        return _row(cells, offices, ground)

    return read_register(content, columns=COLUMNS, make=make, key=lambda row: row.key)


def folded(name: str) -> str:
    return " ".join(fold(name).split())


def words_of(office: str, municipality: str) -> str:
    return f"{office}: {municipality}"


def _row(cells: Mapping[str, str], offices: Offices, ground: Ground) -> TerritoryRow:
    key = offices.find(cells["institution"])
    district = ground.districts.get(folded(cells["district_bg"]))
    if district is None:
        raise BadCell(Flaw.NO_DISTRICT, "district_bg", value=cells["district_bg"])
    found = ground.municipalities.get((district, folded(cells["municipality_bg"])))
    if found is None:
        raise BadCell(Flaw.NOT_KNOWN, "municipality_bg", value=cells["municipality_bg"])
    code, words = found
    return TerritoryRow(key, code, words_of(offices.names[key], words))
