"""DATA.md says of every file that ships what it is."""

import hashlib
import re
from pathlib import Path

import pytest

from ramo.seed.actions import SHIPPED

PAGE = (SHIPPED.parents[1] / "DATA.md").read_text(encoding="utf-8")
FILES = sorted(path for folder in ("registers", "content") for path in (SHIPPED / folder).rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_described_and_its_sum_is_right(path: Path) -> None:
    assert f"| `{path.name}` |" in PAGE
    assert f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(SHIPPED)}\n" in PAGE


def test_no_sum_is_left_of_a_file_that_does_not_ship() -> None:
    assert len(re.findall(r"^[0-9a-f]{64}  (?:registers|content)/", PAGE, re.MULTILINE)) == len(FILES)


def test_the_whole_stays_small_enough_to_review() -> None:
    assert sum(path.stat().st_size for path in FILES) < 5_000_000


@pytest.mark.parametrize(
    "notice", ["OpenStreetMap contributors", "ESCO classification of the European Commission", "CC BY 4.0"]
)
def test_the_notices_that_licences_ask_for_are_there(notice: str) -> None:
    assert notice in PAGE
