"""What crosses the border of this room: what a reader sends."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BarrierData:
    """`submission` makes a second press the same message; `contact` is empty for who wants no answer."""

    submission: UUID
    text: str
    contact: str = ""
