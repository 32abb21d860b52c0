"""Goes to a source, page by page, and brings what was read; no model, no writing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ramo.kit import fetch as web
from ramo.kit.fetch import Fetched, Limits, Status, Validators

from .child import read_safely
from .data import Dialect, RawRecord, Reading, ReadOptions, RecordKind

Fetch = Callable[..., Fetched]
_LIMITS = Limits(max_bytes=20_000_000, total_seconds=45.0)


@dataclass(frozen=True, slots=True)
class Journey:
    """Where to go, and how what is found there is read."""

    dialect: Dialect
    address: str
    user_agent: str
    today: date
    kind: RecordKind | None = None
    payload: bytes = b""
    known: Validators = field(default_factory=Validators)
    mapping: dict[str, str] = field(default_factory=dict)
    fetch: Fetch = web.fetch
    most_pages: int = 50
    most_details: int = 150  # pages of single calls


@dataclass(frozen=True, slots=True)
class Collected:
    """`first`: the answer about the source itself; `readings`: a page each; `failure` is that of a reading."""

    first: Fetched
    readings: Sequence[Reading] = ()
    is_complete: bool = True

    @property
    def failed(self) -> Reading | None:
        return next((reading for reading in self.readings if reading.failure), None)


def collect(journey: Journey) -> Collected:
    first = _ask(journey, journey.address, known=journey.known)
    readings: list[Reading] = []
    fetched, visited = first, {journey.address}
    while fetched.status is Status.OK:
        reading = _read(journey, fetched)
        readings.append(reading)
        address = reading.next_address
        if reading.failure or not address or address in visited or journey.payload:
            break
        if len(visited) >= journey.most_pages:
            return Collected(first, readings, is_complete=False)
        visited.add(address)
        fetched = _ask(journey, address)
    is_complete = (fetched is first or fetched.status is Status.OK) and not _is_part(journey, readings)
    if journey.dialect is Dialect.ISUN:
        readings, are_whole = _with_details(journey, readings)
        is_complete = is_complete and are_whole
    return Collected(first, readings, is_complete)


def _is_part(journey: Journey, readings: Sequence[Reading]) -> bool:
    """One question gets one page; where the source says that it has more, what is absent is not gone."""
    read = sum(len(each.records) + len(each.rejected) for each in readings)
    return bool(journey.payload) and max((each.total or 0 for each in readings), default=0) > read


def _ask(journey: Journey, address: str, *, known: Validators | None = None) -> Fetched:
    return journey.fetch(address, user_agent=journey.user_agent, known=known, limits=_LIMITS, payload=journey.payload)


def _read(journey: Journey, fetched: Fetched) -> Reading:
    options = ReadOptions(
        address=fetched.address,
        content_type=fetched.content_type,
        today=journey.today,
        kind=journey.kind,
        mapping=journey.mapping,
    )
    return read_safely(journey.dialect, fetched.content, options)


def _with_details(journey: Journey, readings: Sequence[Reading]) -> tuple[list[Reading], bool]:
    """The list of calls has no dates; the page of each has. One that could not be opened stays as listed."""
    left, are_whole = journey.most_details, True
    whole: list[Reading] = []
    for reading in readings:
        some = reading.records[: max(0, left)]
        found = [_detail(journey, record) for record in some]
        left -= len(reading.records)
        are_whole = are_whole and None not in found and left >= 0
        records = tuple(detail or record for detail, record in zip(found, some, strict=True))
        whole.append(replace(reading, records=records))
    return whole, are_whole


def _detail(journey: Journey, record: RawRecord) -> RawRecord | None:
    if record.text("closes"):
        return record
    fetched = _ask(journey, record.text("link"))
    if fetched.status is not Status.OK:
        return None
    found = _read(journey, fetched).records
    if not found:
        return None
    return replace(record, fields={**record.fields, **found[0].fields})
