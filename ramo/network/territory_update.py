"""What a file of territories would change; the page and the command read it alike."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ramo.kit.registers import Diff, Flaw, Rejected, compare
from ramo.vocabularies.models import District, Municipality

from . import territory_file
from .models import Institution, OfficeTerritory
from .territory_file import Ground, Offices, TerritoryRow, folded, words_of

_UNKNOWN = {Flaw.NOT_KNOWN, Flaw.NO_DISTRICT}


@dataclass(frozen=True, slots=True)
class TerritoryUpdate:
    """`removed`: what an office of the file has here and not there. `offices`: what those that change have then."""

    diff: Diff[TerritoryRow]
    removed: Sequence[TerritoryRow]
    rejected: Sequence[Rejected]
    offices: dict[str, list[str]]

    @property
    def unknown(self) -> list[Rejected]:
        """Lines with an office or a place that nobody knows here."""
        return [each for each in self.rejected if each.reason.flaw in _UNKNOWN]

    @property
    def broken(self) -> list[Rejected]:
        return [each for each in self.rejected if each.reason.flaw not in _UNKNOWN]

    @property
    def digest(self) -> str:
        """Stands for what would be written over what: whoever confirms it has seen exactly this."""
        changes = (sorted(self.diff.added), sorted(row.key for row in self.removed))
        return hashlib.sha256(repr(changes).encode()).hexdigest()


def prepare(content: bytes) -> TerritoryUpdate:
    """UnreadableFile where nothing of it can be used.

    An office's municipalities are replaced by those of the file; offices that it does not name stay as they are.
    While a line is refused nothing is removed: it may be the one that is missing.
    """
    known = _standing()
    reading = territory_file.read(content, _offices(), _ground())
    diff = compare(known, reading.rows, key=lambda row: row.key)
    named = {row.institution for row in reading.rows}
    missing = [known[key] for key in diff.missing if known[key].institution in named]
    removed = [] if reading.rejected else missing
    return TerritoryUpdate(diff, removed, reading.rejected, _afterwards(known, diff, removed))


def _afterwards(
    known: dict[str, TerritoryRow], diff: Diff[TerritoryRow], removed: Sequence[TerritoryRow]
) -> dict[str, list[str]]:
    changing = {row.institution for row in (*diff.added.values(), *removed)}
    gone = {row.key for row in removed}
    rows = [row for row in (*known.values(), *diff.added.values()) if row.key not in gone]
    return {
        office: sorted(row.municipality for row in rows if row.institution == office) for office in sorted(changing)
    }


def _standing() -> dict[str, TerritoryRow]:
    rows = OfficeTerritory.objects.select_related("institution", "municipality__district")
    shaped = (
        TerritoryRow(
            each.institution_id, each.municipality_id, words_of(each.institution.name_bg, _words(each.municipality))
        )
        for each in rows
    )
    return {row.key: row for row in shaped}


def _offices() -> Offices:
    return Offices.of(Institution.objects.values_list("key", "name_bg", "abbreviation_bg"))


def _ground() -> Ground:
    municipalities = Municipality.objects.select_related("district")
    return Ground(
        districts={folded(name): code for code, name in District.objects.values_list("code", "name_bg")},
        municipalities={(each.district_id, folded(each.name_bg)): (each.pk, _words(each)) for each in municipalities},
    )


def _words(municipality: Municipality) -> str:
    return f"{municipality.name_bg}, {municipality.district.name_bg}"
