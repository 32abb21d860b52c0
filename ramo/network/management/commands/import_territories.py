"""ramo import-territories FILE: brings which municipalities each office serves."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ramo.kit.registers import UnreadableFile
from ramo.network.errors import NothingToWrite
from ramo.network.territory_actions import write_territories
from ramo.network.territory_update import TerritoryUpdate, prepare
from ramo.vocabularies.register_words import sentence_of


class Command(BaseCommand):
    help = "Shows what a file of the offices' territories would change, and with --write changes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8: institution, district_bg, municipality_bg")
        parser.add_argument("--write", action="store_true", help="write what the report shows")

    def handle(self, *, file: Path, write: bool, **options: Any) -> None:
        try:
            content = file.read_bytes()
            update = prepare(content)
        except OSError as error:
            raise CommandError(f"{file}: {error}") from error
        except UnreadableFile as unreadable:
            raise CommandError(f"{file}: {sentence_of(unreadable.refusal)}") from unreadable
        self.stdout.write("\n".join(_lines(update)))
        if write:
            self._write(content)
        elif update.offices:
            self.stdout.write(_("Nothing is written yet; add --write to do it."))

    def _write(self, content: bytes) -> None:
        try:
            count = write_territories(content, seen=None, by=None)
        except NothingToWrite:
            count = 0
        self.stdout.write(_("Offices written: %(count)s.") % {"count": count})


def _lines(update: TerritoryUpdate) -> Iterator[str]:
    totals = {"added": len(update.diff.added), "removed": len(update.removed), "same": update.diff.same}
    yield _("Added: %(added)s, removed: %(removed)s, the same: %(same)s.") % totals
    yield from _each("+", [row.words for row in update.diff.added.values()])
    yield from _each("-", [row.words for row in update.removed])
    if update.rejected:
        yield _("Lines refused: %(count)s. While a line is refused nothing is removed.") % {
            "count": len(update.rejected)
        }
        line = _("line %(line)s: %(why)s")
        yield from _each("!", [line % {"line": each.line, "why": sentence_of(each.reason)} for each in update.rejected])


def _each(mark: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {mark} {line}" for line in lines)
