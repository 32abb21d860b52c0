"""Plain data becomes the columns of a listing, and a listing plain data again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ramo.kit.identifiers import without_egn
from ramo.vocabularies.models import Occupation, Settlement

from .data import (
    AnyListingData,
    Applicant,
    Basis,
    CourseData,
    CulturalProductData,
    Form,
    FundingCallData,
    ListingKind,
    Period,
    Right,
    VacancyData,
    Wage,
    Work,
)
from .duplicates import likeness
from .models import MODELS, Listing, Vacancy
from .terms import said_until, valid_until

SHAPES: dict[ListingKind, type[AnyListingData]] = {
    shape.kind: shape for shape in (VacancyData, CourseData, FundingCallData, CulturalProductData)
}
AREAS = {
    ListingKind.VACANCY: "employment",
    ListingKind.COURSE: "employment",
    ListingKind.CALL: "employment",
    ListingKind.CULTURE: "culture",
}
_FOREIGN = {"area": "area_id", "institution": "institution_id", "occupation": "occupation_id"}
_WORDS = {"period": Period, "basis": Basis, "form": Form, "work": Work, "home_use": Right, "public_showing": Right}
_PLACED = {"wage", "valid_until"}
NUMBERS = frozenset({
    "phone", "labour_office_phone", "link", "source_url", "reference", "procedure_code", "licence", "occupation_id",
    "occupation_code",
})  # fmt: skip
MOST = 32_767  # of a small number in the database


@dataclass(frozen=True, slots=True)
class Lookups:
    """What offers point to, read once for a batch."""

    districts: Mapping[str, str]  # EKATTE → code
    occupations: frozenset[str]

    @classmethod
    def for_batch(cls, batch: list[AnyListingData]) -> Self:
        places = {place for data in batch for place in data.places}
        named = {data.occupation for data in batch if isinstance(data, VacancyData) and data.occupation}
        districts = Settlement.objects.filter(pk__in=places).values_list("pk", "municipality__district")
        known = Occupation.objects.filter(pk__in=named).values_list("pk", flat=True) if named else ()
        return cls(dict(districts), frozenset(known))


def columns_of(data: AnyListingData, lookups: Lookups, *, seen_on: date) -> dict[str, Any]:
    """Everything of a listing that its source says. A settlement or occupation that nobody knows is left out."""
    columns: dict[str, Any] = {
        _FOREIGN.get(each.name, each.name): _column(getattr(data, each.name))
        for each in fields(data)
        if each.name not in _PLACED
    }
    columns["area_id"] = data.area or AREAS[data.kind]
    columns["institution_id"] = data.institution or None
    columns["places"] = [place for place in data.places if place in lookups.districts]
    columns["districts"] = list(dict.fromkeys(lookups.districts[place] for place in columns["places"]))
    if isinstance(data, VacancyData):
        columns["occupation_id"] = data.occupation if data.occupation in lookups.occupations else None
        columns |= _wage_columns(data.wage)
    if isinstance(data, CourseData):
        columns["occupation_code"] = ""  # its words may have changed: they are read anew
    return _fitting(MODELS[data.kind], columns) | {
        "said_until": said_until(data),
        "valid_until": valid_until(data, seen_on=seen_on),
        "seen_on": seen_on,
        "fingerprint": data.fingerprint(),
        "likeness": likeness(data),
    }


def data_of(listing: Listing) -> AnyListingData:
    """As it was put, for a form that begins from it or for telling what changed."""
    shape = SHAPES[listing.KIND]
    values = {
        each.name: getattr(listing, _FOREIGN.get(each.name, each.name))
        for each in fields(shape)
        if each.name not in _PLACED
    }
    if isinstance(listing, Vacancy):
        values["wage"] = listing.wage
    data = _shaped(shape, values)
    is_derived = said_until(data) == listing.said_until
    return data if is_derived else replace(data, valid_until=listing.said_until)


def packed(data: AnyListingData) -> dict[str, Any]:
    """For a JSON column."""
    return cast("dict[str, Any]", json.loads(json.dumps(asdict(data), cls=DjangoJSONEncoder)))


def unpacked(kind: str, said: Mapping[str, Any]) -> AnyListingData:
    """What `packed` made, read again."""
    values = dict(said)
    for each in MODELS[kind]._meta.concrete_fields:
        if not each.is_relation and values.get(each.name) and isinstance(values[each.name], str):
            values[each.name] = each.to_python(values[each.name])
    if wage := values.get("wage"):
        low, high = (Vacancy._meta.get_field("wage_low").to_python(wage[end]) for end in ("low", "high"))
        values["wage"] = Wage(low, high, Period(wage["period"]), Basis(wage["basis"]), wage["original"])
    return _shaped(SHAPES[ListingKind(kind)], values)


def _shaped(shape: type[AnyListingData], values: Mapping[str, Any]) -> AnyListingData:
    """Choices as their enumerations, lists as tuples, an empty relation as empty text."""
    found: dict[str, Any] = {name: _WORDS[name](value) if name in _WORDS else value for name, value in values.items()}
    for name, value in found.items():
        if isinstance(value, list):
            found[name] = tuple(map(Applicant, value)) if name == "applicants" else tuple(value)
    for name in _FOREIGN:
        if name in found:
            found[name] = found[name] or ""
    return shape(**found)


def _fitting(model: type[Listing], columns: dict[str, Any]) -> dict[str, Any]:
    """Foreign texts come in any length: a long one is cut, an address or number that does not fit is left out.

    Whoever wrote a personal number into one, it is not shown.
    """
    for each in model._meta.concrete_fields:
        value: Any = columns.get(each.attname)
        if isinstance(value, str):
            value = columns[each.attname] = _harmless(each.attname, value)
        match each:
            case models.URLField() if value and len(value) > (each.max_length or 0):
                columns[each.attname] = ""
            case models.CharField() if each.max_length and isinstance(value, str):
                columns[each.attname] = shortened(value, each.max_length)
            case models.PositiveSmallIntegerField() if value is not None and not 0 <= value <= MOST:
                columns[each.attname] = None
            case models.DecimalField() if value is not None and not 0 <= value < 10**10:
                columns[each.attname] = None
    return columns


def _harmless(column: str, text: str) -> str:
    """The database takes no NUL; a number by its nature, such as a phone, is no personal one."""
    text = text.replace("\0", "")
    return text if column in NUMBERS or not text else without_egn(text)


def shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _column(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _wage_columns(wage: Wage | None) -> dict[str, Any]:
    told = wage or Wage(None, None)
    return {
        "wage_low": told.low,
        "wage_high": told.high,
        "wage_period": told.period,
        "wage_basis": told.basis,
        "wage_original": told.original,
    }
