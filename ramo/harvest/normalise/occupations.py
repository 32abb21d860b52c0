"""Occupations by code or label → ESCO."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """An ESCO occupation; `isco` has four digits, `national` are codes of НКПД that lead to it."""

    uri: str
    isco: str
    labels: tuple[str, ...]  # preferred and alternative, in any language
    national: tuple[str, ...] = ()


class Occupations:
    def __init__(self, known: Iterable[Known]) -> None:
        self.by_uri = {each.uri: each for each in known}
