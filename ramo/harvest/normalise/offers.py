"""Raw record → offer or event: what all kinds have in common, and which kind it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ramo.harvest.data import RawRecord, Reason, Rejected
from ramo.kit.identifiers import Identifier, find_identifier

from . import dates, kinds, words
from .data import Defaults, Unclear
from .occupations import Occupations
from .places import Gazetteer, Hints, Located, key

_ORIGINAL = 2_000
_WRITTEN = ("title", "text", "place", "organisation", "price")  # where somebody's number could stand
_COUNTRIES = {"bulgaria": "BG", "българия": "BG", "bgr": "BG"}


def normalise(
    record: RawRecord, *, defaults: Defaults, gazetteer: Gazetteer, occupations: Occupations, today: date
) -> kinds.Understood | Rejected | Unclear:
    """Resources and articles are neither: Rejected(WRONG_KIND) unless `defaults.kind` says what they are."""
    record = _with_defaults(record, defaults)
    make = kinds.KINDS.get(record.kind)
    if make is None:
        return _refused(record, Reason.WRONG_KIND, record.kind)
    if find_identifier(" ".join(map(record.text, _WRITTEN))) is Identifier.EGN:
        return _refused(record, Reason.HOLDS_PERSONAL_NUMBER, field="text")
    located = _located(record, defaults, gazetteer)
    if located.unclear:
        written, candidates = located.unclear[0]
        return Unclear(record, "place", written, candidates)
    try:
        data = make(record, _common(record, defaults, located, today), occupations=occupations, today=today)
    except dates.NotADate as error:
        return _refused(record, Reason.NOT_A_DATE, str(error))
    except kinds.NoDeadline:
        return _refused(record, Reason.NO_DEADLINE)
    if data.valid_until is not None and data.valid_until < today:
        return _refused(record, Reason.PAST, data.valid_until.isoformat(), field="valid_until")
    return data


def _with_defaults(record: RawRecord, defaults: Defaults) -> RawRecord:
    office = {"labour_office": defaults.labour_office, "labour_office_phone": defaults.labour_office_phone}
    said = {name: value for name, value in record.fields.items() if value}
    fields = {**office, **defaults.fields, **said}
    return replace(record, kind=defaults.kind or record.kind, fields=fields)


def _refused(record: RawRecord, reason: Reason, detail: str = "", *, field: str = "") -> Rejected:
    return Rejected(record.where, reason, detail[:200], field, record.external_id)


def _common(record: RawRecord, defaults: Defaults, located: Located, today: date) -> Mapping[str, Any]:
    published = _published(record, today)
    return {
        "title": record.text("title"),
        "text": record.text("text"),
        "language": words.language_of(
            f"{record.text('title')} {record.text('text')[:2000]}", record.text("language") or defaults.language
        )
        or defaults.language
        or "bg",
        "area": defaults.area,
        "topics": defaults.topics,
        "places": located.places,
        "place_text": _place_text(record),
        "country": country_of(record) or defaults.country,
        "phone": record.text("phone") or defaults.phone,
        "link": record.text("link"),
        "source_label": defaults.source_label or record.text("organisation"),
        "source_url": record.text("link") or defaults.source_url,
        "institution": defaults.institution,
        "published_on": published,
        "original": record.original[:_ORIGINAL],
    }


def _published(record: RawRecord, today: date) -> date | None:
    """Nobody's harm if it cannot be read."""
    try:
        when = dates.since(record.text("published"), today=today, is_ahead=False)
    except dates.NotADate:
        return None
    return when.day if when and when.day <= today else None


def country_of(record: RawRecord) -> str:
    written = record.text("country").strip()
    return _COUNTRIES.get(written.lower(), written.upper() if len(written) == 2 else "")


def _place_text(record: RawRecord) -> str:
    parts = (record.text(name) for name in ("place", "settlement", "address"))
    return ", ".join(dict.fromkeys(filter(None, parts)))[:300]


def _located(record: RawRecord, defaults: Defaults, gazetteer: Gazetteer) -> Located:
    """By code, by what a person chose before, by name; abroad and from anywhere there is nothing to find."""
    codes = tuple(code.zfill(5) for code in record.items("ekatte") if code.isdigit())
    if codes and all(code in gazetteer.by_ekatte for code in codes):
        return Located(codes)
    text = record.text("settlement") or record.text("place")
    if not text or (country_of(record) or defaults.country) != "BG":
        return Located()
    if chosen := defaults.places.get(key(text)):
        return Located(chosen)
    located = gazetteer.locate(text, _hints(record, defaults))
    known = [(written, defaults.places.get(key(written))) for written, _ in located.unclear]
    places = located.places + tuple(code for _, chosen in known for code in chosen or ())
    unclear = tuple(each for each, (_, chosen) in zip(located.unclear, known, strict=True) if not chosen)
    return Located(places, unclear, located.unknown)


def _hints(record: RawRecord, defaults: Defaults) -> Hints:
    """Beside the settlement: the fields of the same record, then the places that the source is of."""
    beside = record.text("place") if record.text("settlement") else ""
    return Hints(
        municipalities=frozenset(filter(None, (key(record.text("municipality")), key(beside)))),
        districts=frozenset(filter(None, (key(record.text("district")), key(beside)))),
        postcode=record.text("postcode").strip(),
        own_municipalities=defaults.municipalities,
        own_districts=defaults.districts,
    )
