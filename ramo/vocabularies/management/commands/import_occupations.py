"""ramo import-occupations FILE: brings the classification of occupations."""

from collections.abc import Sequence

from ramo.kit.registers import Reading
from ramo.vocabularies.actions import put_occupations
from ramo.vocabularies.bulk import standing
from ramo.vocabularies.data import OccupationData
from ramo.vocabularies.models import Occupation
from ramo.vocabularies.readers import read_occupations
from ramo.vocabularies.register_command import RegisterCommand


class Command(RegisterCommand[OccupationData]):
    help = "Shows what a list of ESCO occupations would change, and with --write changes it."

    def read(self, content: bytes) -> Reading[OccupationData]:
        return read_occupations(content)

    def standing(self) -> dict[str, OccupationData]:
        return standing(Occupation.objects.all(), OccupationData)

    def key(self, row: OccupationData) -> str:
        return row.uri

    def put(self, rows: Sequence[OccupationData]) -> int:
        return put_occupations(rows)
