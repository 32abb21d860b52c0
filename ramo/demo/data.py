"""What crosses the border of this room."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invitation:
    """How to sign in as one of the invented people."""

    email: str
    password: str
    role: str
    place: str
