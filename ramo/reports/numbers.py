"""Numbers of proofs: as the paper bears them, as an address has them, and as people type them."""

import re
from dataclasses import dataclass

from .errors import NoSuchProof

REAL, DEMO = "П", "Д"
_LATIN = {REAL: "p", DEMO: "d"}
_TYPED = re.compile(r"(?:№|no?\.?|#)?\s*([пpдd])?\s*[-–—/.]?\s*(\d{4})\s*[-–—/. ]\s*(\d{1,6})", re.IGNORECASE)
_SERIES = {"п": REAL, "p": REAL, "д": DEMO, "d": DEMO}


@dataclass(frozen=True, slots=True)
class Number:
    """П-2026-0007: the series, the year it was made, which of that year. Each series has no gaps."""

    series: str
    year: int
    ordinal: int

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.ordinal:04}"

    @property
    def slug(self) -> str:
        return f"{_LATIN[self.series]}-{self.year}-{self.ordinal:04}"

    @classmethod
    def read(cls, typed: str) -> "Number":
        """Cyrillic or Latin, with or without dashes' spaces and leading zeros; without a letter it is a real one."""
        found = _TYPED.fullmatch(typed.strip())
        if not found:
            raise NoSuchProof(typed)
        letter, year, ordinal = found.groups()
        return cls(_SERIES[letter.lower()] if letter else REAL, int(year), int(ordinal))
