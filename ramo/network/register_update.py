"""What a register brought on a page would change; the same reading as the command's."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ramo.kit.registers import Changed, Diff, Rejected, compare

from . import actions, register_file
from .data import LibraryRow
from .models import Library
from .standing import gazetteer, known_register


@dataclass(frozen=True, slots=True)
class RegisterUpdate:
    diff: Diff[LibraryRow]
    rejected: Sequence[Rejected]

    @property
    def closing(self) -> list[Changed[LibraryRow]]:
        """Libraries that work here and no longer do in the file."""
        active = Library.Status.ACTIVE
        return [each for each in self.diff.changed if each.before.status == active != each.after.status]

    @property
    def unplaced(self) -> list[LibraryRow]:
        return [row for row in self.diff.rows if row.settlement_id is None and row.status == Library.Status.ACTIVE]

    @property
    def digest(self) -> str:
        """Stands for what would be written over what: whoever confirms it has seen exactly this."""
        changes = (sorted(self.diff.added.items()), sorted(self.diff.changed, key=lambda each: each.key))
        return hashlib.sha256(repr(changes).encode()).hexdigest()


def prepare(content: bytes) -> RegisterUpdate:
    """UnreadableFile where nothing of it can be used."""
    reading = register_file.read(content, gazetteer())
    rows = actions.keeping_edits(reading.rows)
    return RegisterUpdate(compare(known_register(), rows, key=lambda row: row.number), reading.rejected)
