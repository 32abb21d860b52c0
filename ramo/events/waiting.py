"""Words from a door without a connection: what a browser may send of who came and how many.

A word names a line of the list by its number, never a person. It says what the door saw before (`was`), so that it
counts only where nobody has said otherwise meanwhile, and counts once however often it comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Self

from .data import Bands
from .errors import Unreadable, WaitedTooLong

MOST_AT_ONCE = 100
WAITS_BY_ITSELF = timedelta(days=7)
_LONGEST_KEY = 40
_MOST_PEOPLE = 9999


@dataclass(frozen=True, slots=True)
class Word:
    """`claim`: the line of the list, and `said` how many of it came; without one `said` is the headcount."""

    key: str
    library: str
    host: int
    claim: int | None
    said: int | Bands | None
    was: int | Bands | None

    @classmethod
    def read(cls, sent: object, *, now: float) -> Self:
        """`now`: the browser's clock as it sends, in milliseconds since 1970; `saved_at` of the word likewise."""
        if not isinstance(sent, dict):
            raise Unreadable
        claim = _number(sent.get("claim"))
        read = _bands if claim is None else _number
        word = cls(key_of(sent), _text(sent, "library"), _number(sent.get("host")) or 0, claim,
                   read(sent.get("said")), read(sent.get("was")))  # fmt: skip
        if claim is None and word.said is None:
            raise Unreadable
        if not sent.get("by_hand") and _waited(sent, now) > WAITS_BY_ITSELF:
            raise WaitedTooLong
        return word


def key_of(sent: object) -> str:
    """By which the browser knows its word again."""
    return _text(sent, "key") if isinstance(sent, dict) else ""


def _text(sent: Mapping[str, object], name: str) -> str:
    found = sent.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= _LONGEST_KEY:
        raise Unreadable
    return found


def _number(found: object) -> int | None:
    if found is None:
        return None
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**31:
        raise Unreadable
    return found


def _bands(found: object) -> Bands | None:
    if found is None:
        return None
    names = [field.name for field in fields(Bands)]
    if not isinstance(found, dict) or set(found) != set(names):
        raise Unreadable
    counts = {name: _number(found[name]) or 0 for name in names}
    if max(counts.values()) > _MOST_PEOPLE:
        raise Unreadable
    return Bands(**counts)


def _waited(sent: Mapping[str, object], now: float) -> timedelta:
    saved = sent.get("saved_at")
    if not isinstance(saved, int | float) or isinstance(saved, bool):
        raise Unreadable
    try:
        return timedelta(milliseconds=now - saved)
    except (OverflowError, ValueError) as error:
        raise Unreadable from error
