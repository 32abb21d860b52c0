"""What crosses the border of this room."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 300
LASTS_AT_MOST = timedelta(days=183)


class Kind(StrEnum):
    """National texts that may carry a note; each is known by its key."""

    RESOURCE = "resource"
    NEED = "need"
    AREA = "area"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class NoteData:
    """One of `library_id`, `district_id` says whose readers it is for."""

    kind: str
    key: str
    text_bg: str
    valid_until: date
    library_id: str | None = None
    district_id: str | None = None
    text_en: str = ""
