"""A table of cells → records: finds the headings, maps them to fields, reads row by row."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from ramo.harvest.data import LISTS, Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable

from .gathering import Gathering
from .headings import folded, suggest
from .prose import line, visible

Row = list[str]
_SEARCHED_ROWS = 25
_MOST_COLUMNS = 200
_LONGEST_HEADING = 120
_LONGEST_CELL = 20_000
_ALIKE = 0.7  # of the rows that say anything
_SAMPLES, _SAMPLE = 3, 40
_FORMULA = re.compile(r"^[=@]\s{0,5}[A-Za-z(\"'+\-\d|]|^[+\-]\s{0,5}[A-Za-z]{2,20}[(|]")
_STARTS = "=@+-"
_SPREADSHEET_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_TOTALS = ("общо", "всичко", "total", "сума")
_SECTION = re.compile(r"^(община|общ\.|област|обл\.)\s*(.+)$", re.IGNORECASE)
_LIST_BREAK = re.compile(r"\s*[;\n]\s*|,\s+")
_SENTENCES = ("text", "apply", "benefits")
_IDENTITY = ("employer", "provider", "title", "settlement", "place", "address", "procedure_code", "starts")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the body begins, and the heading and field of each column."""

    body: int
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    is_lettered: bool = False


def holds_table(rows: Sequence[Row], options: ReadOptions) -> bool:
    try:
        find_layout(rows, options)
    except Unreadable:
        return False
    return True


def read_table(rows: Sequence[Row], *, options: ReadOptions, notes: Sequence[str] = ()) -> Reading:
    for row in rows:
        row[:] = [cell.strip() if cell.isprintable() else visible(cell) for cell in row[:_MOST_COLUMNS]]
    layout = find_layout(rows, options)
    gathering = Gathering(options)
    gathering.notes.extend(notes)
    kind = options.kind or _kind(layout.fields)
    section: dict[str, str] = {}
    for number, row in enumerate(rows[layout.body :], layout.body + 1):
        cells = [cell for cell in row if cell]
        if not cells or cells[0].lower().rstrip(": ").startswith(_TOTALS):
            continue
        if len(set(cells)) == 1 and len(layout.headings) > 2:
            section = _section(cells[0])
            continue
        with gathering.one(f"row {number}"):
            _add(gathering, kind, {**section, **_fields(layout, row)}, row, number)
    return replace(
        gathering.reading(),
        columns=layout.headings,
        samples=_samples(layout, rows),
        first_row=_padded(rows[layout.body], len(layout.headings)) if layout.is_lettered else (),
    )


def find_layout(rows: Sequence[Row], options: ReadOptions) -> Layout:
    """The heading is the row of the first ones that says most; one below it may say the rest."""
    known = {folded(heading): field for heading, field in options.mapping.items()}
    scores = [_score(row, known) for row in rows[:_SEARCHED_ROWS]]
    top = scores.index(max(scores)) if max(scores, default=0) >= 2 else _named(rows, known)
    if top is None:
        return _lettered(rows, known, options)
    headings, body = list(rows[top]), top + 1
    if top and _is_half(rows[top], rows[top - 1], known):
        headings = _joined(rows[top - 1], rows[top])
    elif body < len(scores) and scores[body] >= 1 and _is_second(rows[top], rows[body], known):
        headings, body = _joined(rows[top], rows[body]), body + 1
    headings = _unique(headings)
    return Layout(body, tuple(headings), tuple(known.get(folded(each), suggest(each)) for each in headings))


def _named(rows: Sequence[Row], known: dict[str, str]) -> int | None:
    """The row of which a person once said what each of its cells means, where they mean little."""
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        cells = [folded(cell) for cell in row if cell]
        if len(cells) > 1 and all(cell in known for cell in cells):
            return number
    return None


def _lettered(rows: Sequence[Row], known: dict[str, str], options: ReadOptions) -> Layout:
    """No row says what the columns are. A person can, if most rows are alike and thus a table at all."""
    widths = Counter(len(row) for row in rows if any(row))
    wide = [number for number, row in enumerate(rows) if len([cell for cell in row if cell]) > 1]
    are_alike = bool(widths) and widths.most_common(1)[0][1] >= _ALIKE * widths.total()
    if not options.is_seen or len(wide) < 2 or len(wide) < _ALIKE * widths.total() or not are_alike:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no row of headings")
    width = max(place for number in wide for place, cell in enumerate(rows[number], 1) if cell)
    headings = tuple(f"({letter(number)})" for number in range(width))
    return Layout(wide[0], headings, tuple(known.get(folded(each), "") for each in headings), is_lettered=True)


def letter(number: int) -> str:
    """As spreadsheets name their columns: 0 is A, 26 is AA."""
    before, last = divmod(number, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[last]


def _samples(layout: Layout, rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """By column, the first different things that stand in it."""
    top = [_padded(row, len(layout.headings)) for row in rows[layout.body : layout.body + _SEARCHED_ROWS]]
    found = (dict.fromkeys(line(row[place], longest=_SAMPLE) for row in top) for place in range(len(layout.headings)))
    return tuple(tuple(list(filter(None, each))[:_SAMPLES]) for each in found)


def _padded(row: Row, width: int) -> tuple[str, ...]:
    return tuple(row[:width] + [""] * (width - len(row)))


def _score(row: Row, known: dict[str, str]) -> int:
    cells = {folded(cell) for cell in row if cell and len(cell) < 120}
    return len({known.get(cell) or suggest(cell) for cell in cells} - {""})


def _is_half(row: Row, above: Row, known: dict[str, str]) -> bool:
    """Whether the best row stands under one that names what it leaves out: a head of two rows."""
    return any(up and not here for up, here in zip(above, row, strict=False)) and _score(above, known) >= 1


def _is_second(row: Row, below: Row, known: dict[str, str]) -> bool:
    """Whether the row below only splits merged headings: text alone, nothing under what is not split."""
    repeated = len([cell for cell in row if cell]) > len({cell for cell in row if cell})
    return (repeated or "" in row) and all(len(cell) < 60 and not cell[:1].isdigit() for cell in below if cell)


def _joined(upper: Row, lower: Row) -> Row:
    width = max(len(upper), len(lower))
    pairs = zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True)
    return [here if not above or above == here else " / ".join(filter(None, (above, here))) for above, here in pairs]


def _unique(headings: Row) -> Row:
    while headings and not headings[-1]:
        headings = headings[:-1]
    seen: dict[str, int] = {}
    named = []
    for number, heading in enumerate(headings, 1):
        heading = line(heading, longest=_LONGEST_HEADING) or f"({number})"
        seen[heading] = seen.get(heading, 0) + 1
        named.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return named


def _kind(fields: Sequence[str]) -> RecordKind:
    if {"closes", "opens", "procedure_code", "who_may_apply"} & set(fields):
        return RecordKind.CALL
    return RecordKind.COURSE if {"provider", "enrol_until", "hours"} & set(fields) else RecordKind.VACANCY


def _section(cell: str) -> dict[str, str]:
    """„Община Габрово“ alone in its row holds for the rows below."""
    match = _SECTION.match(cell)
    if match is None:
        return {}
    return {"municipality" if match[1].lower().startswith("общ") else "district": match[2]}


def _fields(layout: Layout, row: Row) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field, cell in zip(layout.fields, row, strict=False):
        if field and cell and cell not in _SPREADSHEET_ERRORS:
            breaks = "\n" if field in _SENTENCES else ", "
            fields[field] = f"{fields[field]}{breaks}{cell}" if field in fields else cell
    return fields


def _add(gathering: Gathering, kind: RecordKind, fields: dict[str, str], row: Row, number: int) -> None:
    where = f"row {number}"
    title = fields.get("title") or fields.get("profession" if kind is RecordKind.COURSE else "occupation", "")
    external_id = fields.get("reference") or _identity({**fields, "title": title})
    for name, cell in fields.items():
        if reason := _objection(cell):
            return gathering.reject(where, reason, cell, field=name, external_id=external_id)
    values = {name: _LIST_BREAK.split(cell) if name in LISTS else cell for name, cell in fields.items()}
    gathering.add(external_id, kind, {**values, "title": title}, where=where, original=" | ".join(filter(None, row)))
    return None


def _objection(cell: str) -> Reason | None:
    if cell[0] in _STARTS and _FORMULA.match(cell):
        return Reason.FORMULA
    return Reason.TOO_LONG if len(cell) > _LONGEST_CELL else None


def _identity(fields: dict[str, str]) -> str:
    """A row without a number of its own is known by who offers what where."""
    words = "\x1f".join(folded(fields.get(name, "")) for name in _IDENTITY)
    return hashlib.sha256(words.encode()).hexdigest()[:24] if words.strip("\x1f") else ""
