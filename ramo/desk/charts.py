"""Counts as drawing: columns of days in one SVG. The same numbers stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .data import DayCount

WIDTH, HEIGHT = 760, 200
_FOOT, _HEAD = 30, 24  # room for the days below and the number above
_LABEL_EVERY = 7
_EDGE = 24  # half a label: none is cut at the side


@dataclass(frozen=True, slots=True)
class Column:
    """A path for the bar, and what is written under and over it; empty where there is no room for it."""

    d: str
    middle: int
    top: int
    under: str
    over: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    columns: tuple[Column, ...]
    most: DayCount
    total: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - _FOOT


def columns(days: Sequence[DayCount]) -> ColumnChart:
    """`days` is not empty. Only the highest column bears its number."""
    most = max(days, key=lambda day: day.count)
    step = WIDTH / len(days)
    floor, tall = HEIGHT - _FOOT, HEIGHT - _FOOT - _HEAD
    drawn = []
    for number, day in enumerate(days):
        left, wide = round(number * step + step * 0.15), round(step * 0.7)
        high = round(day.count / most.count * tall) if most.count else 0
        drawn.append(
            Column(
                d=f"M{left} {floor}v-{high}h{wide}v{high}z",
                middle=min(max(left + wide // 2, _EDGE), WIDTH - _EDGE),
                top=floor - high - 6,
                under=f"{day.on:%d.%m}" if number % _LABEL_EVERY == 0 else "",
                over=str(day.count) if day is most and day.count else "",
            )
        )
    return ColumnChart(tuple(drawn), most, sum(day.count for day in days))
