"""Registers that arrive as CSV: bytes → rows and refusals → what would change. Writes nothing."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_CELL = 20_000
_STRAY = re.compile("[\udc80-\udcff]")  # what `surrogateescape` makes of a byte that is not UTF-8


class Flaw(StrEnum):
    """Why a file or a line cannot be used, in English; `vocabularies.register_words` says it to people."""

    NO_COLUMNS = "The first line must name the columns; missing: %(columns)s."
    TOO_MANY_ROWS = "The file has more than %(limit)s rows; bring it in parts."
    TOO_LARGE = "The file is larger than %(limit)s MB."
    NO_TEXT = "The file is not plain text in UTF-8. Save it as “CSV UTF-8”."
    OTHER_ENCODING = "The file is not in UTF-8 (Windows-1251, perhaps). Save it as “CSV UTF-8”."
    TWICE = "%(value)s stands in the file already"
    QUOTING = "broken quoting: %(detail)s"
    OTHER_CELLS = "%(found)s cells, the first line names %(named)s columns"
    EMPTY = "empty"
    TOO_LONG = "longer than %(limit)s characters"
    LONG_WORD = "a word is longer than %(limit)s characters"
    NOT_UTF8 = "not in UTF-8"
    NOT_KNOWN = "“%(value)s” is not known here"
    NONE_OF = "“%(value)s” is none of %(known)s"
    ONE_MISSING = "one of the two is missing"
    OTHER_BEGINNING = "does not begin with %(beginning)s"
    OTHER_SHAPE = "“%(value)s” has another shape"
    NO_NUMBER = "“%(value)s” is no number"
    OUTSIDE = "%(value)s lies outside the country"
    NO_REGISTER_NUMBER = "“%(value)s” is no register number"
    NO_DISTRICT = "there is no district “%(value)s”"
    NO_SETTLEMENT = "“%(value)s” is no settlement of this district"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A flaw with what it was found in."""

    flaw: Flaw
    column: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        said = self.flaw % self.facts
        return f"{self.column}: {said}" if self.column else said


class Unusable(Exception):
    def __init__(self, flaw: Flaw, column: str = "", **facts: object) -> None:
        self.refusal = Refusal(flaw, column, facts)
        super().__init__(str(self.refusal))


class UnreadableFile(Unusable):
    """Nothing of the file can be used."""


class BadCell(Unusable):
    """A row cannot be used."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was refused, by the line where it begins."""

    line: int
    reason: Refusal


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    rows: list[Row]
    rejected: list[Rejected]


@dataclass(frozen=True, slots=True)
class Changed(Generic[Row]):
    key: str
    before: Row
    after: Row

    def columns(self) -> Iterator[tuple[str, Any, Any]]:
        """Name, old and new value of each column that differs."""
        for column in fields(self.after):  # type: ignore[arg-type]
            old, new = getattr(self.before, column.name), getattr(self.after, column.name)
            if old != new:
                yield column.name, old, new


@dataclass(frozen=True, slots=True)
class Diff(Generic[Row]):
    """What a file would change. `missing` keys are known here and not in the file; they are left alone."""

    added: dict[str, Row]
    changed: list[Changed[Row]]
    same: int
    missing: list[str]

    @property
    def rows(self) -> list[Row]:
        """The rows to write."""
        return [*self.added.values(), *(change.after for change in self.changed)]


def read_register(
    content: bytes,
    *,
    columns: Sequence[str],
    make: Callable[[Mapping[str, str]], Row],
    key: Callable[[Row], str],
) -> Reading[Row]:
    """Rows that `make` accepts, each key once; the rest is refused line by line.

    Extra columns are ignored; a missing one, another encoding or an oversized file is UnreadableFile.
    """
    rows: dict[str, Row] = {}
    rejected: list[Rejected] = []
    for line, cells in read_csv(content, columns=columns):
        if isinstance(cells, Refusal):
            rejected.append(Rejected(line, cells))
            continue
        try:
            row = make(cells)
        except BadCell as bad:
            rejected.append(Rejected(line, bad.refusal))
            continue
        if key(row) in rows:
            rejected.append(Rejected(line, Refusal(Flaw.TWICE, facts={"value": key(row)})))
        else:
            rows[key(row)] = row
    return Reading(list(rows.values()), rejected)


def read_csv(content: bytes, *, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str] | Refusal]]:
    """Line number with its cells by column, or with the reason why the line cannot be read."""
    table = csv.reader(io.StringIO(_decode(content), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(table, [])]
    except csv.Error as error:
        raise UnreadableFile(Flaw.QUOTING, detail=error) from error
    if missing := [name for name in columns if name not in header]:
        raise UnreadableFile(Flaw.NO_COLUMNS, columns=", ".join(missing))
    for count in range(MAX_ROWS + 1):
        line = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Refusal(Flaw.QUOTING, facts={"detail": error})
            continue
        if count == MAX_ROWS:
            raise UnreadableFile(Flaw.TOO_MANY_ROWS, limit=MAX_ROWS)
        if cells:
            yield line, _cells(header, cells)


def compare(known: Mapping[str, Row], rows: Sequence[Row], *, key: Callable[[Row], str]) -> Diff[Row]:
    incoming = {key(row): row for row in rows}
    added = {name: row for name, row in incoming.items() if name not in known}
    changed = [
        Changed(name, known[name], row) for name, row in incoming.items() if name in known and known[name] != row
    ]
    return Diff(
        added=added,
        changed=changed,
        same=len(incoming) - len(added) - len(changed),
        missing=[name for name in known if name not in incoming],
    )


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableFile(Flaw.TOO_LARGE, limit=MAX_BYTES // 1_000_000)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise UnreadableFile(Flaw.NO_TEXT)
    text = content.decode("utf-8-sig", errors="surrogateescape")
    if len(_STRAY.findall(text)) > len(text) // 100:
        raise UnreadableFile(Flaw.OTHER_ENCODING)
    return text


def _cells(header: Sequence[str], cells: Sequence[str]) -> dict[str, str] | Refusal:
    if len(cells) != len(header):
        return Refusal(Flaw.OTHER_CELLS, facts={"found": len(cells), "named": len(header)})
    for name, cell in zip(header, cells, strict=True):
        if len(cell) > MAX_CELL:
            return Refusal(Flaw.TOO_LONG, name, {"limit": MAX_CELL})
        if _STRAY.search(cell):
            return Refusal(Flaw.NOT_UTF8, name)
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
