"""What a child may use, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum


class Overrun(StrEnum):
    """Why there is no answer."""

    MEMORY = "memory"
    CPU = "cpu"
    WALL = "wall"
    ANSWER = "answer"  # larger than allowed
    FAILED = "failed"  # the function raised; `detail` names the exception
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Allowance:
    memory_bytes: int = 256_000_000  # beyond what the interpreter and its libraries take
    cpu_seconds: int = 5
    wall_seconds: float = 15.0
    answer_bytes: int = 128_000_000


@dataclass(frozen=True, slots=True)
class Ran:
    answer: bytes = b""
    overrun: Overrun | None = None
    detail: str = ""
