"""Draws the maps of the finder from the borders of the municipalities (GeoJSON, see DATA.md).

`python -m tools.outlines municipalities.geojson` writes ramo/network/outlines.json: the country by district, and
each district by municipality. A border is cut into arcs where three areas meet; each arc is simplified once
(Visvalingam) and used by both its sides, so that no gap can open between neighbours.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

MADE = Path(__file__).resolve().parent.parent / "ramo" / "network" / "outlines.json"
GRID = 1000  # points to a degree: the source's own precision
MIDDLE_LATITUDE = 42.72
COUNTRY, COUNTRY_BOX = "BG", (800, 540)
DISTRICT_BOX = (560, 460)
MARGIN = 4
SMALLEST_TURN = 20.0  # square units of the drawing: what a corner must add to be kept
SPECK = 20.0

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Arc:
    """A border between two areas; `left` and `right` are their codes, `right` is empty outside the country."""

    points: Ring
    left: str
    right: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("borders", type=Path, help="GeoJSON with nuts4 (municipality) and nuts3 (district)")
    features = json.loads(parser.parse_args().borders.read_text("utf-8"))["features"]
    maps = drawn({f["properties"]["nuts4"]: (f["properties"]["nuts3"], f["geometry"]) for f in features})
    lines = (f"{json.dumps(code)}: {json.dumps(one, separators=(',', ':'))}" for code, one in maps.items())
    MADE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{MADE.name}: {len(maps)} maps, {MADE.stat().st_size:,} bytes")


def drawn(areas: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    """`areas`: district and geometry of each municipality by its code."""
    arcs = list(arcs_of({code: rings_of(geometry) for code, (_, geometry) in areas.items()}))
    districts: dict[str, list[str]] = defaultdict(list)
    for code, (district, _) in sorted(areas.items()):
        districts[district].append(code)
    whole = Sheet(arcs, {code: set(members) for code, members in sorted(districts.items())}, COUNTRY_BOX)
    parts = {
        district: Sheet(arcs, {code: {code} for code in members}, DISTRICT_BOX).drawn()
        for district, members in sorted(districts.items())
    }
    return {COUNTRY: whole.drawn(), **parts}


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    """On the grid, without repeated points; the area lies on the left hand of every ring."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            points = [(round(x * GRID), round(y * GRID)) for x, y in ring]
            clean = [a for a, b in pairwise([*points, points[0]]) if a != b]
            is_hole = number > 0
            yield clean if (signed_area(clean) < 0) == is_hole else clean[::-1]


def arcs_of(rings: dict[str, Iterator[Ring]]) -> Iterator[Arc]:
    """Each border once, from a point where more than two borders meet to the next such point."""
    kept = {code: list(found) for code, found in rings.items()}
    owner = {edge: code for code, found in kept.items() for ring in found for edge in pairwise([*ring, ring[0]])}
    meeting: dict[Point, set[Point]] = defaultdict(set)
    for a, b in owner:
        meeting[a].add(b)
        meeting[b].add(a)
    for code, found in kept.items():
        for ring in found:
            ends = [at for at, point in enumerate(ring) if len(meeting[point]) > 2] or [ring.index(min(ring))]
            for points in cut(ring, ends):
                right = owner.get((points[1], points[0]), "")
                if code > right:  # the neighbour draws it otherwise
                    yield Arc(points, code, right)


def cut(ring: Ring, ends: list[int]) -> Iterator[Ring]:
    turned = [*ring[ends[0] :], *ring[: ends[0]], ring[ends[0]]]
    places = [end - ends[0] for end in ends] + [len(ring)]
    for start, end in pairwise(places):
        yield turned[start : end + 1]


class Sheet:
    """One drawing: some areas, each a set of municipalities, in a box."""

    def __init__(self, arcs: list[Arc], areas: dict[str, set[str]], box: tuple[int, int]) -> None:
        self.areas = areas
        members = set().union(*areas.values())
        self.arcs = [arc for arc in arcs if {arc.left, arc.right} & members]
        xs, ys = zip(*(flat(point) for arc in self.arcs for point in arc.points), strict=True)
        self.left, self.top = min(xs), min(ys)
        room = (box[0] - 2 * MARGIN, box[1] - 2 * MARGIN)
        self.scale = min(room[0] / (max(xs) - self.left), room[1] / (max(ys) - self.top))
        self.size = tuple(round(side * self.scale) + 2 * MARGIN for side in (max(xs) - self.left, max(ys) - self.top))

    def drawn(self) -> dict[str, Any]:
        shapes = {code: self._shape(members) for code, members in self.areas.items()}
        return {"width": self.size[0], "height": self.size[1], "shapes": shapes}

    def _shape(self, members: Collection[str]) -> list[Any]:
        """Path, and the point where there is most room for a number."""
        sides: list[Ring] = []
        for arc in self.arcs:
            if (arc.left in members) != (arc.right in members):
                points = simplified([self._placed(point) for point in arc.points])
                sides.append(points if arc.left in members else points[::-1])
        rings = [ring for ring in stitched(sides) if abs(signed_area(ring)) >= SPECK]
        x, y = roomiest(rings)
        return ["".join(map(path, rings)), round(x), round(y)]

    def _placed(self, point: Point) -> Point:
        x, y = flat(point)
        return ((x - self.left) * self.scale + MARGIN, (y - self.top) * self.scale + MARGIN)


def flat(point: Point) -> Point:
    """Narrowed by the cosine of the country's middle latitude; y grows downwards."""
    return point[0] * math.cos(math.radians(MIDDLE_LATITUDE)), -point[1]


def simplified(points: Ring) -> Ring:
    """Visvalingam: the corner that adds the least area goes first. The ends stay; a closed arc stays a triangle."""
    kept = list(points)
    fewest = 4 if points[0] == points[-1] else 2
    while len(kept) > fewest:
        areas = [abs(signed_area(kept[at - 1 : at + 2])) for at in range(1, len(kept) - 1)]
        least = min(areas)
        if least >= SMALLEST_TURN:
            break
        del kept[areas.index(least) + 1]
    return [(round(x), round(y)) for x, y in kept]


def stitched(sides: Iterable[Ring]) -> Iterator[Ring]:
    """Open arcs that follow each other → closed rings."""
    following: dict[Point, list[Ring]] = defaultdict(list)
    for side in sides:
        following[side[0]].append(side)
    while following:
        start = next(iter(following))
        ring: Ring = []
        at = start
        while following.get(at):
            side = following[at].pop()
            if not following[at]:
                del following[at]
            ring += side[:-1]
            at = side[-1]
        yield ring


def path(ring: Ring) -> str:
    steps = [(round(b[0] - a[0]), round(b[1] - a[1])) for a, b in pairwise(ring) if a != b]
    drawn_steps = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{ring[0][0]} {ring[0][1]}l{drawn_steps}z"


def signed_area(points: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]])) / 2


def roomiest(rings: list[Ring], steps: int = 40) -> Point:
    """Of a grid of points inside, the one that is farthest from every border."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    sides = [edge for ring in rings for edge in pairwise([*ring, ring[0]])]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    inside = (
        (min(xs) + width * column / steps, min(ys) + height * row / steps)
        for column in range(1, steps)
        for row in range(1, steps)
    )
    return max((point for point in inside if is_inside(point, sides)), key=lambda p: min(far(p, s) for s in sides))


def is_inside(point: Point, sides: list[tuple[Point, Point]]) -> bool:
    x, y = point
    crossed = [a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) > x for a, b in sides if (a[1] > y) != (b[1] > y)]
    return sum(crossed) % 2 == 1


def far(point: Point, side: tuple[Point, Point]) -> float:
    (ax, ay), (bx, by) = side
    dx, dy = bx - ax, by - ay
    along = ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy or 1)
    nearest = min(1, max(0, along))
    return math.hypot(point[0] - ax - nearest * dx, point[1] - ay - nearest * dy)


if __name__ == "__main__":
    main()
