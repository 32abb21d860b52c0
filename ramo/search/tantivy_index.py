"""The copy of the index on this host: what is in it, where it lies, how it is opened, written and exchanged.

`RAMO_DATA/search/current` points to the folder that is read; another is built beside it and takes its place at once.
"""

import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import tantivy
from django.conf import settings

from .data import Freshness
from .errors import IndexSilent, IndexUnfit
from .kinds import kind_of
from .models import IndexCard

LONGEST_SILENCE = 60.0  # seconds; then nobody knows how far behind the copy is
LAYOUT = 2  # another layout is built anew
EVERYWHERE = "*"  # the district, and the place, of what is valid in the whole country
NEVER = 4_000_000  # the day on which what has no last day ends
_MEMORY = 64_000_000
_KEYS, _RAW = "keys", "raw"


class Folder:
    """The files of this host."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.RAMO_SEARCH_FOLDER)

    @property
    def current(self) -> Path:
        return self.path / "current"

    def copy_id(self) -> uuid.UUID:
        """Made once: the number under which the database knows this copy."""
        self.path.mkdir(parents=True, exist_ok=True)
        file = self.path / "copy"
        if not file.exists():
            new = file.with_suffix(".new")
            new.write_text(str(uuid.uuid4()), encoding="ascii")
            new.rename(file)
        return uuid.UUID(file.read_text(encoding="ascii"))

    def beside(self) -> Path:
        """An empty folder to build another index in; what an earlier attempt left is gone."""
        for old in self.path.glob("index-*"):
            if old != self.current.resolve():
                shutil.rmtree(old, ignore_errors=True)
        new = self.path / f"index-{LAYOUT}-{uuid.uuid4().hex[:8]}"
        new.mkdir(parents=True)
        return new

    def put_in_place(self, built: Path) -> None:
        """From one moment to the next; whoever reads the former one keeps its files open."""
        link = self.path / "next"
        link.unlink(missing_ok=True)
        link.symlink_to(built.name)
        link.replace(self.current)

    def take_away(self) -> None:
        """Nobody reads it any more; the database answers until another is in place."""
        self.current.unlink(missing_ok=True)

    def say_alive(self) -> None:
        """Whoever keeps the index has just found it to hold all there is."""
        (self.path / "alive").touch()

    def alive_seconds_ago(self) -> float:
        return time.time() - (self.path / "alive").stat().st_mtime

    def in_use(self) -> Path:
        try:
            name = self.current.readlink().name
        except OSError as problem:
            raise IndexUnfit("there is none") from problem
        if not name.startswith(f"index-{LAYOUT}-"):
            raise IndexUnfit(f"{name} has another layout")
        return self.path / name


class Reader:
    """The index as it was last committed, for all threads of a process."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[str, int, int] | None = None
        self._index: tantivy.Index | None = None

    def searcher(self) -> tuple[tantivy.Searcher, tantivy.Schema]:
        """Looks whether something was committed since: a few microseconds."""
        with self._lock:
            try:
                seen = self._look()
                if self._index is None or self._seen is None or seen[0] != self._seen[0]:
                    self._index = open_index(self._folder.path / seen[0])
                    self._index.config_reader("Manual")
                if seen != self._seen:
                    self._index.reload()
                    self._seen = seen
                return self._index.searcher(), self._index.schema
            except (OSError, ValueError) as problem:
                self._index = None
                raise IndexUnfit(str(problem)) from problem

    def _look(self) -> tuple[str, int, int]:
        path = self._folder.in_use()
        facts = (path / "meta.json").stat()
        if self._folder.alive_seconds_ago() > LONGEST_SILENCE:
            raise IndexSilent("whoever keeps it is silent")
        return path.name, facts.st_mtime_ns, facts.st_ino


class Writer:
    """Adds and replaces cards; nothing of it is seen before it is committed."""

    def __init__(self, path: Path) -> None:
        try:
            index = open_index(path) if tantivy.Index.exists(str(path)) else _new(path)
            self._writer = index.writer(_MEMORY, 1)
        except (OSError, ValueError) as problem:
            raise IndexUnfit(str(problem)) from problem

    def replace(self, ids: Iterable[int], documents: Iterable[tantivy.Document]) -> None:
        """Takes out all of `ids` and puts the documents in."""
        try:
            for each in ids:
                # By a text: a number as the term would silently delete nothing.
                self._writer.delete_documents_by_term("id", str(each))
            for document in documents:
                self._writer.add_document(document)
        except ValueError as problem:
            raise IndexUnfit(str(problem)) from problem

    def commit(self) -> None:
        try:
            self._writer.commit()
        except ValueError as problem:
            raise IndexUnfit(str(problem)) from problem

    def close(self) -> None:
        with suppress(ValueError):
            self._writer.wait_merging_threads()


def document(card: IndexCard, keys: str, title: str) -> tantivy.Document:
    """`keys`: all keys of the card's words, each as often as it stands there; `title`: those of the title."""
    made = tantivy.Document()
    made.add_text("id", str(card.pk))
    made.add_unsigned("pk", card.pk)
    made.add_text("keys", keys)
    made.add_text("title", title)
    checked = Freshness.CHECKED if card.verified_on else Freshness.UNCHECKED
    made.add_text("cell", f"{checked}|{card.kind}|{card.area}")
    made.add_text("band", band(is_recommended=card.recommended, is_checked=card.verified_on is not None))
    for name, value in (("area", card.area), ("kind", card.kind), ("freshness", checked)):
        made.add_text(name, value)
    for district in {card.district or EVERYWHERE, *card.more_districts}:
        made.add_text("district", district)
    for place in {card.ekatte, *card.more_places, "" if card.district else EVERYWHERE} - {""}:
        made.add_text("place", place)
    if card.occupation_group:
        made.add_text("occupation", card.occupation_group)
    made.add_unsigned("ends", card.valid_until.toordinal() if card.valid_until else NEVER)
    last = card.valid_until if kind_of(card.kind).has_deadline else None
    made.add_unsigned("deadline", last.toordinal() if last else NEVER)
    made.add_unsigned("checked_on", card.verified_on.toordinal() if card.verified_on else 0)
    made.add_unsigned("stamp", card.stamp)
    return made


def band(*, is_recommended: bool, is_checked: bool) -> str:
    return f"{int(is_recommended)}{int(is_checked)}"


def sums(path: Path) -> tuple[int, int]:
    """How many cards the index holds, and the sum of their stamps: what the table is compared with."""
    try:
        searcher = open_index(path).searcher()
        found = searcher.aggregate(tantivy.Query.all_query(), {"stamps": {"sum": {"field": "stamp"}}})
    except (OSError, ValueError) as problem:
        raise IndexUnfit(str(problem)) from problem
    return searcher.num_docs, int(found["stamps"]["value"] or 0)


def open_index(path: Path) -> tantivy.Index:
    index = tantivy.Index.open(os.fspath(path))
    _teach(index)
    return index


def _new(path: Path) -> tantivy.Index:
    index = tantivy.Index(_schema(), path=os.fspath(path))
    _teach(index)
    return index


def _teach(index: tantivy.Index) -> None:
    """The application analyses; here keys only stand apart by spaces."""
    index.register_tokenizer(_KEYS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name=_RAW, index_option="basic")
    builder.add_unsigned_field("pk", fast=True)
    for name in ("keys", "title"):
        builder.add_text_field(name, tokenizer_name=_KEYS, index_option="freq")
    for name in ("area", "kind", "freshness", "band"):
        builder.add_text_field(name, tokenizer_name=_RAW, index_option="basic")
    for name in ("cell", "district", "place", "occupation"):
        builder.add_text_field(name, tokenizer_name=_RAW, index_option="basic", fast=True)
    for name in ("ends", "deadline", "checked_on", "stamp"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()
