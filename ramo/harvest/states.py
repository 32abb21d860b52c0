"""How a source fares, judged from the facts of its runs and from what it promised. Pure."""

from enum import StrEnum


class SourceState(StrEnum):
    OK = "ok"
    LATE = "late"
    SHRINKING = "shrinking"
    FROZEN = "frozen"
    GARBLED = "garbled"
    MOVED = "moved"
    GONE = "gone"
