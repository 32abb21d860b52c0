"""ramo import-settlements FILE: brings the register of settlements."""

from collections.abc import Sequence

from ramo.kit.registers import Reading
from ramo.vocabularies.actions import put_settlements
from ramo.vocabularies.bulk import standing
from ramo.vocabularies.data import SettlementData
from ramo.vocabularies.models import Municipality, Settlement
from ramo.vocabularies.readers import read_settlements
from ramo.vocabularies.register_command import RegisterCommand


class Command(RegisterCommand[SettlementData]):
    help = "Shows what a register of settlements (EKATTE) would change, and with --write changes it."

    def read(self, content: bytes) -> Reading[SettlementData]:
        return read_settlements(content, set(Municipality.objects.values_list("code", flat=True)))

    def standing(self) -> dict[str, SettlementData]:
        return standing(Settlement.objects.filter(is_demo=False), SettlementData)

    def key(self, row: SettlementData) -> str:
        return row.ekatte

    def put(self, rows: Sequence[SettlementData]) -> int:
        return put_settlements(rows)
