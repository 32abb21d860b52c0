"""What every reader does alike: clean the fields, refuse one record without losing the others, count."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

from ramo.harvest.data import (
    FIELDS,
    LISTS,
    Failure,
    RawRecord,
    Reading,
    ReadOptions,
    Reason,
    RecordKind,
    Rejected,
    Unreadable,
    Value,
)

from . import prose
from .encoding import is_garbled

_ORIGINAL = 2_000
_DETAIL = 200
_LONGEST_ID = 200
_MOST_ITEMS = 50
_ADDRESSES = ("link", "picture")
_TITLES_JUDGED = 500


class Gathering:
    """Records of one document, as they are found."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.records: dict[str, RawRecord] = {}
        self.rejected: list[Rejected] = []
        self.gone: list[str] = []
        self.notes: list[str] = []

    def add(
        self, external_id: str, kind: RecordKind, fields: Mapping[str, Any], *, where: str = "", original: str = ""
    ) -> None:
        clean = dict(self._cleaned(fields))
        external_id = prose.line(external_id)[:_LONGEST_ID] or str(clean.get("link", ""))[:_LONGEST_ID]
        title = str(clean.get("title", ""))
        if reason := self._objection(external_id, title):
            self.reject(where, reason, title, external_id=external_id, field="title")
            return
        kind = self.options.kind or kind
        self.records[external_id] = RawRecord(external_id, kind, clean, prose.plain(original, longest=_ORIGINAL), where)

    def reject(self, where: str, reason: Reason, detail: str = "", *, external_id: str = "", field: str = "") -> None:
        self.rejected.append(Rejected(where, reason, prose.line(detail, longest=_DETAIL), field, external_id))

    @contextmanager
    def one(self, where: str) -> Iterator[None]:
        """Whatever a broken record makes our own code stumble over costs that record only."""
        try:
            yield
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError) as error:
            self.reject(where, Reason.BROKEN, f"{type(error).__name__}: {error}")

    def reading(self, **more: Any) -> Reading:
        titles = " ".join(record.text("title") for record in list(self.records.values())[:_TITLES_JUDGED])
        if is_garbled(titles):
            raise Unreadable(Failure.GARBLED, titles[:_DETAIL])
        return Reading(tuple(self.records.values()), tuple(self.rejected), tuple(self.gone), tuple(self.notes), **more)

    def _objection(self, external_id: str, title: str) -> Reason | None:
        if not title:
            return Reason.NO_TITLE
        if len(title) > prose.TITLE_LENGTH:
            return Reason.TOO_LONG
        if not external_id:
            return Reason.NO_IDENTITY
        if external_id in self.records:
            return Reason.TWICE
        return Reason.TOO_MANY if len(self.records) >= self.options.max_records else None

    def _cleaned(self, fields: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        for name, value in fields.items():
            if name not in FIELDS:
                raise KeyError(name)
            cleaned = self._items(value) if name in LISTS else self._text(name, value)
            if cleaned:
                yield name, cleaned

    def _text(self, name: str, value: Any) -> str:
        text = value if isinstance(value, str) else ", ".join(map(str, value)) if value else ""
        if name in _ADDRESSES:
            return prose.link(urljoin(self.options.address, text.strip())) if text.strip() else ""
        if name == "text":
            return prose.plain(text)
        return prose.line(text, longest=prose.TITLE_LENGTH + 100 if name == "title" else prose.FIELD_LENGTH)

    @staticmethod
    def _items(value: Any) -> tuple[str, ...]:
        items = [value] if isinstance(value, str) else list(value or ())
        cleaned = (prose.line(str(item)) for item in items[:_MOST_ITEMS])
        return tuple(dict.fromkeys(filter(None, cleaned)))


def snippet(value: Any) -> str:
    """A piece of JSON as a person can read it."""
    return json.dumps(value, ensure_ascii=False, default=str)[: 2 * _ORIGINAL]
