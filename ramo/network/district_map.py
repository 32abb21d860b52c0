"""Outlines of the 28 districts, simplified together so that no gaps show.

Drawn from yurukov/Bulgaria-geocoding @28801060, which derives its borders from OpenStreetMap (ODbL 1.0).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("district_outlines.json")


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """`outlines`: the path of each district by its code, in a box of `width` by `height`."""

    width: int
    height: int
    outlines: dict[str, str]


@cache
def district_map() -> DistrictMap:
    return DistrictMap(**json.loads(_FILE.read_text("utf-8")))
