"""A person's correction outlasts its calendar: what its source says now, beside what stands here, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ramo.kit import clock

from .data import EventData, HostData, SourceEvent

Word = Mapping[str, str]
FIELDS: Mapping[str, tuple[str, ...]] = {  # those of one field are changed, and chosen, together
    "title": ("title",),
    "kind": ("kind",),
    "time": ("starts_at", "ends_at"),
    "place": ("settlement", "place"),
    "area": ("area",),
    "led_by": ("led_by",),
    "price": ("price",),
    "text": ("text",),
}


@dataclass(frozen=True, slots=True)
class Merged:
    """What is written, and the fields in which the source has a new word against a person's."""

    data: EventData
    disputed: list[str] = field(default_factory=list)
    is_as_it_stands: bool = False


def word_of(said: SourceEvent) -> dict[str, str]:
    """What a source says, for a JSON column."""
    return {name: _plain(getattr(said, name)) for names in FIELDS.values() for name in names}


def word_here(data: EventData) -> dict[str, str]:
    """The same fields as they stand; the place is that of the library that looks after it."""
    host = _own(data) or HostData("")
    placed = {"settlement": host.settlement, "place": host.place}
    names = (name for group in FIELDS.values() for name in group)
    return {name: placed[name] if name in placed else _plain(getattr(data, name)) for name in names}


def differing(one: Word, other: Word) -> list[str]:
    return [key for key, names in FIELDS.items() if any(_read(one, name) != _read(other, name) for name in names)]


def merge(ours: EventData, *, was: Word, said: Word, home: str, disputed: Iterable[str]) -> Merged:
    """`was`: what the source said when it was last read; `disputed`: of then, where nobody has chosen yet.

    A field that a person corrected stays. All others follow, unless another library would have to look after it.
    """
    here = word_here(ours)
    corrected = set(differing(here, was)) | ({"place"} if home != ours.organiser else set())
    other, news = differing(here, said), {*differing(was, said), *disputed}
    followed = [key for key in other if key not in corrected]
    return Merged(
        with_word(ours, said, followed, home=home),
        [key for key in other if key in corrected and key in news],
        is_as_it_stands=not followed,
    )


def with_word(data: EventData, said: Word, fields: Iterable[str], *, home: str) -> EventData:
    """With these fields as the source says them. Another home takes the place of the library that had it."""
    changes: dict[str, Any] = {}
    for key in fields:
        if key == "place":
            host = replace(
                _own(data) or HostData(home), library=home, place=said["place"], settlement=said["settlement"]
            )
            others = [each for each in data.hosts if each.library not in {data.organiser, home}]
            changes |= {"hosts": (host, *others), "organiser": home}
        else:
            changes |= {name: said[name] for name in FIELDS[key]} if key != "time" else _moved(data, said)
    return replace(data, **changes)


def _moved(data: EventData, said: Word) -> dict[str, datetime | None]:
    """Registration opens and closes as long before as it did."""
    starts_at, ends_at = (datetime.fromisoformat(said[name]).astimezone(clock.COUNTRY_ZONE) for name in FIELDS["time"])
    by_so_much = starts_at - data.starts_at
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "opens_at": data.opens_at and data.opens_at + by_so_much,
        "closes_at": data.closes_at and data.closes_at + by_so_much,
    }


def _own(data: EventData) -> HostData | None:
    return next((host for host in data.hosts if host.library == data.organiser), None)


def _read(word: Word, name: str) -> str:
    """As a person reads it: a form writes line ends its own way."""
    return " ".join(word.get(name, "").split())


def _plain(value: str | datetime) -> str:
    return value.astimezone(clock.COUNTRY_ZONE).isoformat() if isinstance(value, datetime) else value
