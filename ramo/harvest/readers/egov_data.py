"""The open data portal data.egov.bg by its own interface: rows of a resource, or the list of data sets."""

from typing import Any

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import objects, table
from .gathering import Gathering, snippet

_PAGE = "https://data.egov.bg/data/view/"


def read(content: bytes, *, options: ReadOptions) -> Reading:
    """Rows are read like a sheet: by the headings in their first row, mapped to our fields."""
    answer = objects.parse_json(content, content_type=options.content_type)
    if not isinstance(answer, dict) or "success" not in answer:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no success")
    if answer["success"] is not True:
        raise Unreadable(Failure.ANSWERED_ERROR, objects.text(answer, "error", "message")[:200])
    rows = objects.at(answer, "data")
    if isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
        return table.read_table([[_cell(cell) for cell in row] for row in rows], options=options)
    if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
        headings = list(rows[0])
        body = [[_cell(row.get(heading)) for heading in headings] for row in rows]
        return table.read_table([headings, *body], options=options)
    sets = objects.at(answer, "datasets")
    if isinstance(sets, list):
        return _read_sets(sets, answer, options)
    raise Unreadable(Failure.NOT_THIS_DIALECT, "neither rows nor data sets")


def _cell(value: Any) -> str:
    return "" if value is None else objects.text([value])


def _read_sets(sets: list[Any], answer: Any, options: ReadOptions) -> Reading:
    gathering = Gathering(options)
    for number, each in enumerate(sets):
        where = f"datasets[{number}]"
        with gathering.one(where):
            uri = objects.text(each, "uri")
            gathering.add(
                uri,
                RecordKind.RESOURCE,
                {
                    "title": objects.text(each, "name"),
                    "text": objects.text(each, "descript") or objects.text(each, "description"),
                    "link": f"{_PAGE}{uri}" if uri else "",
                    "updated": objects.text(each, "updated_at"),
                    "published": objects.text(each, "created_at"),
                    "organisation": objects.text(each, "org_name"),
                    "topics": [objects.text(tag, "name") for tag in objects.listed(each, "tags")],
                    "language": objects.text(each, "locale")[:2],
                },
                where=where,
                original=snippet(each),
            )
    total = objects.text(answer, "total_records")
    return gathering.reading(total=int(total) if total.isascii() and total.isdigit() else None)
