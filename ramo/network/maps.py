"""Maps drawn here: the country by district, a district by municipality. Paths come from tools/outlines.py.

Drawn from yurukov/Bulgaria-geocoding @28801060, which derives its borders from OpenStreetMap (ODbL 1.0).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("outlines.json")
_COUNTRY = "BG"


@dataclass(frozen=True, slots=True)
class Shape:
    """The path of an area, and where its number is written."""

    d: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Outlines:
    """Shapes by code, in a box of `width` by `height`."""

    width: int
    height: int
    shapes: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Painted:
    """An area with its figure: `step` 1–5 from pale to dark, 0 without a figure; `label` says it in words."""

    shape: Shape
    step: int
    value: str
    label: str
    link: str = ""

    @property
    def is_dark(self) -> bool:
        return self.step > 3


def country() -> Outlines:
    return _maps()[_COUNTRY]


def of_district(code: str) -> Outlines | None:
    """None where the country is not divided so: an invented district, for instance."""
    return _maps().get(code) if code != _COUNTRY else None


def step(value: int, lows: tuple[int, int, int, int]) -> int:
    """Which of the five shades: `lows` are the least values of the second to the fifth."""
    return 1 + sum(value >= low for low in lows)


@cache
def _maps() -> dict[str, Outlines]:
    return {code: _outlines(**drawn) for code, drawn in json.loads(_FILE.read_text("utf-8")).items()}


def _outlines(*, width: int, height: int, shapes: dict[str, Any]) -> Outlines:
    return Outlines(width, height, {code: Shape(*values) for code, values in shapes.items()})
