"""A letter as other rooms hand it over."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """`topic` is for figures and never printed. After `useless_after` it is not sent any more."""

    topic: str
    to: str
    subject: str
    text: str
    html: str
    useless_after: datetime | None = None
