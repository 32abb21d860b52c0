"""JSON from anybody: depth limited, doubtful numbers refused, and reached into without surprises."""

import json
import re
from typing import Any

from ramo.harvest.data import Failure, Unreadable

from .encoding import decode

_DEEPEST = 100
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_LONGEST_NUMBER = 400


def parse_json(content: bytes, *, content_type: str = "") -> Any:
    text, _ = decode(content, content_type=content_type)
    return json_of(text)


def json_of(text: str) -> Any:
    refuse_depth(text)
    try:
        return json.loads(text, parse_int=_number, parse_float=_number, parse_constant=str, strict=False)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Failure.UNREADABLE, str(error)[:200]) from None


def refuse_depth(text: str) -> None:
    depth = 0
    for mark in re.findall(r"[\[{}\]]", _STRING.sub("", text)):
        depth += 1 if mark in "[{" else -1
        if depth > _DEEPEST:
            raise Unreadable(Failure.BOMB, "depth")


def _number(digits: str) -> str:
    """Numbers stay as they were written: money loses no cent, and a long one costs nothing."""
    return digits[:_LONGEST_NUMBER]


def at(value: Any, *path: str | int) -> Any:
    """The value down there; None where the path ends early."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            return None
    return value


def text(value: Any, *path: str | int) -> str:
    """What stands there as text: the first of a list; "" for anything that is none."""
    found = at(value, *path)
    while isinstance(found, list):
        found = found[0] if found else None
    if isinstance(found, bool):
        return "true" if found else "false"
    return found if isinstance(found, str) else ""


def texts(value: Any, *path: str | int) -> tuple[str, ...]:
    found = at(value, *path)
    items = found if isinstance(found, list) else [found]
    return tuple(item for item in items if isinstance(item, str) and item)


def listed(value: Any, *path: str | int) -> list[Any]:
    """A list there; a single value is a list of one."""
    found = at(value, *path)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]
