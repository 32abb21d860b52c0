"""What a library asks for, and what the two sides say to each other."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ramo.experts.data import Span

MOST_TIMES = 3
ANSWER_WORKING_DAYS = 5


class Side(StrEnum):
    LIBRARY = "library"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class RequestData:
    """`times`: one to three, each with its length; `place_bg` is a room at the library's, empty for online."""

    institution: str
    what: str
    area: str
    subject: str
    audience: str
    expected: int
    note: str
    place_bg: str
    times: tuple[Span, ...]
    submission: UUID
