"""Tables that leave the house as CSV: the one writer, in which no cell becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
# What spreadsheets take for the beginning of a formula, the wide signs of East Asian keyboards too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """In UTF-8 with the mark by which spreadsheets know it. Numbers stay numbers; an unknown one is empty."""
    text = io.StringIO(newline="")
    table = csv.writer(text)  # noqa: TID251
    for row in rows:
        table.writerow([_defused(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _defused(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
