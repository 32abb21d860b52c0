"""ramo import-register FILE: brings the register of chitalishta."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ramo.kit.registers import Diff, Reading
from ramo.network import actions, register_file
from ramo.network.data import LibraryRow
from ramo.network.models import Library
from ramo.network.standing import gazetteer, known_register
from ramo.vocabularies.register_command import RegisterCommand


class Command(RegisterCommand[LibraryRow]):
    help = "Shows what a register of chitalishta would change, and with --write changes it."

    def read(self, content: bytes) -> Reading[LibraryRow]:
        reading = register_file.read(content, gazetteer())
        return Reading(actions.keeping_edits(reading.rows), reading.rejected)

    def standing(self) -> dict[str, LibraryRow]:
        return known_register()

    def key(self, row: LibraryRow) -> str:
        return row.number

    def put(self, rows: Sequence[LibraryRow]) -> int:
        return actions.put_register(rows)

    def remarks(self, diff: Diff[LibraryRow], *, shown: int) -> Iterator[str]:
        closing = [
            each.key for each in diff.changed if each.after.status != each.before.status == Library.Status.ACTIVE
        ]
        if closing:
            yield _("No longer work: %(count)s (%(numbers)s)") % {
                "count": len(closing),
                "numbers": ", ".join(closing[:shown]),
            }
        unplaced = [row for row in diff.rows if row.settlement_id is None and row.status == Library.Status.ACTIVE]
        if unplaced:
            yield _("Without a certain place, for the office to settle: %(count)s") % {"count": len(unplaced)}
            yield from (f"  {row.number}: {row.name_bg}, {row.place_bg}" for row in unplaced[:shown])
