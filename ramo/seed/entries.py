"""Content files as entries that know their line: whoever reads a field gets it right or is told where it is wrong."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from ramo.kit.registers import Refusal, UnreadableFile, read_csv

from .errors import ContentRefused

_LINE = "__line__"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a YAML file or one line of a CSV."""

    file: str
    line: int
    fields: Mapping[str, Any]

    def refused(self, reason: str) -> ContentRefused:
        return ContentRefused(self.file, self.line, reason)

    def only(self, *names: str) -> None:
        """Refuses a field that nobody reads: it is a slip of the pen."""
        if unknown := [name for name in self.fields if name not in names]:
            raise self.refused(f"unknown field “{unknown[0]}”")

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.refused(f"“{name}” must be a text")
        return value.strip()

    def maybe(self, name: str) -> str:
        """The text, or "" where there is none."""
        return self.text(name) if self.fields.get(name) else ""

    def address(self, name: str) -> str:
        value = self.text(name)
        if not value.startswith(("https://", "http://")) or " " in value:
            raise self.refused(f"“{name}” must be a web address")
        return value

    def maybe_address(self, name: str) -> str:
        return self.address(name) if self.fields.get(name) else ""

    def number(self, name: str) -> int:
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.refused(f"“{name}” must be a whole number")
        return value

    def flag(self, name: str) -> bool:
        value = self.fields.get(name, False)
        if not isinstance(value, bool):
            raise self.refused(f"“{name}” must be true or false")
        return value

    def lines(self, name: str) -> list[str]:
        """A list of texts; in a CSV they stand in one cell, divided by |."""
        value = self.fields.get(name) or []
        if isinstance(value, str):
            value = value.split("|")
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.refused(f"“{name}” must be a list of texts")
        return [item.strip() for item in value]

    def one_of(self, name: str, known: Collection[str]) -> str:
        value = self.text(name)
        if value not in known:
            raise self.refused(f"“{name}”: there is no “{value}”")
        return value

    def maybe_one_of(self, name: str, known: Collection[str]) -> str | None:
        return self.one_of(name, known) if self.fields.get(name) else None

    def some_of(self, name: str, known: Collection[str]) -> list[str]:
        values = self.lines(name)
        for value in values:
            if value not in known:
                raise self.refused(f"“{name}”: there is no “{value}”")
        if len(set(values)) < len(values):
            raise self.refused(f"“{name}” names one thing twice")
        return values

    def entry(self, name: str) -> "Entry":
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise self.refused(f"“{name}” must hold named fields")
        return _entry(self.file, value)

    def entries(self, name: str) -> list["Entry"]:
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.refused(f"“{name}” must be a list of entries")
        return [_entry(self.file, item) for item in value]


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Row]):
    """Rows of one kind by key, with the file and line each came from."""

    file: str
    rows: dict[str, Row]
    lines: dict[str, int]

    def refused(self, key: str, reason: str) -> ContentRefused:
        return ContentRefused(self.file, self.lines.get(key, 1), reason)


def shelve(file: str, entries: Iterable[Entry], make: Callable[[Entry], Row], *, key: str = "key") -> Shelf[Row]:
    """`key` names the column of `Row` that must stand once."""
    rows: dict[str, Row] = {}
    lines: dict[str, int] = {}
    for entry in entries:
        row = make(entry)
        name = str(getattr(row, key))
        if name in rows:
            raise entry.refused(f"“{name}” stands in the file already, at line {lines[name]}")
        rows[name], lines[name] = row, entry.line
    return Shelf(file, rows, lines)


def read_yaml(folder: Path, file: str) -> Entry:
    """The mapping a file opens with."""
    try:
        content = yaml.load((folder / file).read_bytes(), Loader=_NumberedLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentRefused(file, line, f"not readable as YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise ContentRefused(file, 1, f"not readable: {error}") from error
    if not isinstance(content, dict):
        raise ContentRefused(file, 1, "must open with named lists")
    return _entry(file, content)


def read_table(folder: Path, file: str, columns: list[str]) -> Iterator[Entry]:
    try:
        for line, cells in read_csv((folder / file).read_bytes(), columns=columns):
            if isinstance(cells, Refusal):
                raise ContentRefused(file, line, str(cells))
            yield Entry(file, line, cells)
    except (OSError, UnreadableFile) as refusal:
        raise ContentRefused(file, 1, str(refusal)) from refusal


def _entry(file: str, fields: Mapping[str, Any]) -> Entry:
    return Entry(file, fields[_LINE], {name: value for name, value in fields.items() if name != _LINE})


class _NumberedLoader(yaml.CSafeLoader):
    """Notes in each mapping the line where it begins, and refuses a key that stands in it twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=True)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(problem="a field stands twice", problem_mark=node.start_mark)
        return {**mapping, _LINE: node.start_mark.line + 1}


_NumberedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _NumberedLoader.construct_mapping)
