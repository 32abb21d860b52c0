"""Registers that arrive as CSV: bytes → rows and refusals → what would change. Writes nothing."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_CELL = 20_000
SHOWN = 20
_STRAY = re.compile("[\udc80-\udcff]")  # what `surrogateescape` makes of a byte that is not UTF-8


class UnreadableFile(Exception):
    """Nothing of the file can be used; the message is a sentence for the person who brought it."""


class BadCell(Exception):
    """A row cannot be used; the message says which column and why."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was refused, by the line where it begins."""

    line: int
    reason: str


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
        try:
            row = make(cells) if isinstance(cells, dict) else _refuse(cells)
        except BadCell as refusal:
            rejected.append(Rejected(line, str(refusal)))
            continue
        if key(row) in rows:
            rejected.append(Rejected(line, f"{key(row)} stands in the file already"))
        else:
            rows[key(row)] = row
    return Reading(list(rows.values()), rejected)


def read_csv(content: bytes, *, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Line number with its cells by column, or with the reason why the line cannot be read."""
    table = csv.reader(io.StringIO(_decode(content), newline=""), strict=True)
    header = [name.strip() for name in next(table, [])]
    if missing := [name for name in columns if name not in header]:
        raise UnreadableFile(f"The first line must name the columns; missing: {', '.join(missing)}.")
    for count in range(MAX_ROWS + 1):
        line = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"broken quoting: {error}"
            continue
        if count == MAX_ROWS:
            raise UnreadableFile(f"The file has more than {MAX_ROWS:,} rows; bring it in parts.")
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


def describe(diff: Diff[Row], rejected: Sequence[Rejected], *, shown: int = SHOWN) -> Iterator[str]:
    """The report a person reads before and after writing: totals, then at most `shown` lines of each sort."""
    yield f"{len(diff.added):,} new, {len(diff.changed):,} changed, {diff.same:,} the same."
    if diff.missing:
        yield f"{len(diff.missing):,} known here are not in the file; they are left as they are."
    yield from _first(shown, [f"  + {name}" for name in diff.added])
    yield from _first(
        shown,
        [
            f"  ~ {change.key}: {name} {old!r} → {new!r}"
            for change in diff.changed
            for name, old, new in change.columns()
        ],
    )
    if rejected:
        yield f"{len(rejected):,} lines refused:"
        yield from _first(shown, [f"  line {refusal.line}: {refusal.reason}" for refusal in rejected])


def _first(shown: int, lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:shown]
    if len(lines) > shown:
        yield f"  … and {len(lines) - shown:,} more"


def _refuse(reason: str) -> Any:
    raise BadCell(reason)


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise UnreadableFile("The file is not plain text in UTF-8. Save it as “CSV UTF-8”.")
    text = content.decode("utf-8-sig", errors="surrogateescape")
    if len(_STRAY.findall(text)) > len(text) // 100:
        raise UnreadableFile("The file is not in UTF-8 (Windows-1251, perhaps). Save it as “CSV UTF-8”.")
    return text


def _cells(header: Sequence[str], cells: Sequence[str]) -> dict[str, str] | str:
    if len(cells) != len(header):
        return f"{len(cells)} cells, the first line names {len(header)} columns"
    for name, cell in zip(header, cells, strict=True):
        if len(cell) > MAX_CELL:
            return f"{name}: longer than {MAX_CELL:,} characters"
        if _STRAY.search(cell):
            return f"{name}: not in UTF-8"
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
