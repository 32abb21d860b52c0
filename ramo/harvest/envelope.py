"""Options and readings on their way to the limited child and back, as JSON: what comes back builds no objects."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from .data import Failure, RawRecord, Reading, ReadOptions, Reason, RecordKind, Rejected, Value


def pack_options(options: ReadOptions) -> str:
    return json.dumps(
        {
            "address": options.address,
            "content_type": options.content_type,
            "today": options.today.isoformat(),
            "horizon_days": options.horizon_days,
            "kind": options.kind,
            "mapping": dict(options.mapping),
            "is_seen": options.is_seen,
            "sheet": options.sheet,
            "max_records": options.max_records,
        }
    )


def unpack_options(text: str) -> ReadOptions:
    values = json.loads(text)
    kind = RecordKind(values.pop("kind")) if values["kind"] else values.pop("kind")
    return ReadOptions(**{**values, "today": date.fromisoformat(values["today"])}, kind=kind)


def pack(reading: Reading) -> bytes:
    """Records one by one, so that a long list stands in memory once."""
    rest = {
        "rejected": [[each.where, each.reason, each.detail, each.field, each.external_id] for each in reading.rejected],
        "gone": reading.gone,
        "notes": reading.notes,
        "next_address": reading.next_address,
        "columns": reading.columns,
        "samples": reading.samples,
        "first_row": reading.first_row,
        "total": reading.total,
        "failure": reading.failure,
        "detail": reading.detail,
    }
    records = (_json([each.external_id, each.kind, each.fields, each.original, each.where]) for each in reading.records)
    return b"\n".join((_json(rest), *records))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace")


def unpack(content: bytes) -> Reading:
    first, *lines = content.split(b"\n")
    values = json.loads(first)
    reading = Reading(
        records=tuple(
            RawRecord(external_id, RecordKind(kind), _fields(fields), original, where)
            for external_id, kind, fields, original, where in map(json.loads, lines)
        ),
        rejected=tuple(
            Rejected(where, Reason(reason), detail, field, external_id)
            for where, reason, detail, field, external_id in values["rejected"]
        ),
        gone=tuple(values["gone"]),
        notes=tuple(values["notes"]),
        next_address=values["next_address"],
        columns=tuple(values["columns"]),
        samples=tuple(map(tuple, values["samples"])),
        first_row=tuple(values["first_row"]),
        total=values["total"],
        detail=values["detail"],
    )
    return replace(reading, failure=Failure(values["failure"])) if values["failure"] else reading


def _fields(values: dict[str, Any]) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
