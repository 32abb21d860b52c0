"""A stretch of time, and what takes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Aware moments; the end is not part of it, so that hours may follow each other."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def lasting(cls, starts_at: datetime, minutes: int) -> "Span":
        return cls(starts_at, starts_at + timedelta(minutes=minutes))


@dataclass(frozen=True, slots=True)
class EngagementData:
    """`key` names the thing that takes the time, "slot:12"; `label` and `link` are for colleagues."""

    key: str
    span: Span
    label: str = ""
    link: str = ""
