"""Small releases to load: the shipped content with a handful of every register."""

import csv
import shutil
from pathlib import Path

from ramo.seed.actions import SHIPPED

LIBRARIES = 40
OCCUPATIONS = 20


def make_release(folder: Path) -> Path:
    """The content whole; the first libraries, their settlements, and a few occupations."""
    shutil.copytree(SHIPPED / "content", folder / "content")
    shutil.copytree(SHIPPED / "registers", folder / "registers")
    libraries = _cut(folder / "registers" / "chitalishta.csv", LIBRARIES)
    _cut(folder / "registers" / "occupations.csv", OCCUPATIONS)
    keep = {row["ekatte"] for row in libraries}
    _cut(folder / "registers" / "settlements.csv", keep=keep)
    return folder


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    """As a later release, or a slip of the pen, would change a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} stands not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _cut(path: Path, count: int | None = None, *, keep: set[str] | None = None) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = [row for row in rows if keep is None or row["ekatte"] in keep][:count]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return rows
