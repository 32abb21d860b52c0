"""The shape of a command that brings a register: read, compare, tell, and write only when asked to."""

from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ramo.kit.registers import MAX_ROWS, Diff, Reading, UnreadableFile, compare

from .register_words import SHOWN, describe, sentence_of

Row = TypeVar("Row")


class RegisterCommand(BaseCommand, Generic[Row]):
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8; the first line names the columns")
        parser.add_argument("--write", action="store_true", help="write what the report shows")
        parser.add_argument("--report", type=Path, metavar="FILE", help="put every line of the report there")

    @abstractmethod
    def read(self, content: bytes) -> Reading[Row]: ...

    @abstractmethod
    def standing(self) -> Mapping[str, Row]:
        """What is known here, by the key of the register."""

    @abstractmethod
    def key(self, row: Row) -> str: ...

    @abstractmethod
    def put(self, rows: Sequence[Row]) -> object:
        """One transaction: all of them or none."""

    def remarks(self, diff: Diff[Row], *, shown: int) -> Iterator[str]:
        """What else a person should know before writing."""
        return iter(())

    def handle(self, *, file: Path, write: bool, report: Path | None = None, **options: Any) -> None:
        try:
            reading = self.read(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error}") from error
        except UnreadableFile as unreadable:
            raise CommandError(f"{file}: {sentence_of(unreadable.refusal)}") from unreadable
        diff = compare(self.standing(), reading.rows, key=self.key)
        self.stdout.write("\n".join(self._lines(diff, reading, shown=SHOWN)))
        if report:
            report.write_text("\n".join(self._lines(diff, reading, shown=MAX_ROWS)) + "\n", encoding="utf-8")
        if write:
            self.put(diff.rows)
            self.stdout.write(_("Rows written: %(count)s.") % {"count": len(diff.rows)})
        elif diff.rows:
            self.stdout.write(_("Nothing is written yet; add --write to do it."))

    def _lines(self, diff: Diff[Row], reading: Reading[Row], *, shown: int) -> Iterator[str]:
        yield from describe(diff, reading.rejected, shown=shown)
        yield from self.remarks(diff, shown=shown)
