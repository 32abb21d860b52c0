"""What crosses the border of this room."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """How a library gives a service: what it has in place, who is trained (roles, never names), when."""

    ticks: tuple[str, ...]
    trained_roles: tuple[str, ...]
    trained_count: str
    hours_note_bg: str
    local_note_bg: str
