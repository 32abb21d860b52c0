"""The same offer from two sources: equal in what makes it one, whatever the rest says."""

from collections.abc import Iterator
from hashlib import md5

from ramo.kit.bulgarian import fold

from .data import AnyListingData, CourseData, CulturalProductData, FundingCallData, VacancyData


def likeness(data: AnyListingData) -> str:
    """Equal for the same offer; empty where too little is known to say so.

    A title alone is no proof: half the country looks for a cook.
    """
    parts = list(_parts(data))
    if not parts or not all(parts):
        return ""
    return md5("\x1f".join((data.kind, *map(_folded, parts))).encode(), usedforsecurity=False).hexdigest()


def _parts(data: AnyListingData) -> Iterator[str]:
    match data:
        case VacancyData():
            yield from (data.title, data.employer, _place(data))
            if data.positions:
                yield str(data.positions)
        case CourseData():
            yield from (data.title, data.provider, _place(data), str(data.starts_on or data.enrol_until or ""))
        case FundingCallData(procedure_code=code) if code:
            yield code
        case FundingCallData():
            yield from (data.title, data.programme, str(data.closes_at.timestamp() if data.closes_at else ""))
        case CulturalProductData():
            yield from (data.title, data.holder, data.work)


def _place(data: AnyListingData) -> str:
    """All settlements together, or the words where none is known."""
    return ",".join(sorted(data.places)) or data.place_text


def _folded(text: str) -> str:
    letters = (letter if letter.isalnum() else " " for letter in fold.fold(text))
    return " ".join("".join(letters).split())
