"""Where a source says something else than the person who corrected an offer: in words, for whoever chooses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramo.design import words
from ramo.kit import clock

from . import labels
from .data import AnyListingData, Applicant, Form, ListingKind, Right, Wage, Work
from .forms import FORMS
from .keeping import with_sources
from .models import Listing, Sighting
from .writing import data_of

_NOT_ASKED: Mapping[str, labels.Words] = {
    "wage": gettext_lazy("Wage"),
    "closes_at": gettext_lazy("Closes"),
    "opens_at": gettext_lazy("Opens"),
    "published_on": gettext_lazy("Published"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Language"),
    "topics": gettext_lazy("Topics"),
    "occupation_code": gettext_lazy("Code of the occupation"),
}
_CHOICES: Mapping[type, Mapping[str, labels.Words]] = {
    Form: labels.FORMS, Work: labels.WORKS, Right: labels.RIGHTS
}  # fmt: skip
_HELD_BY_ANOTHER = {"occupation", "area"}  # goes with the words or the kind that name it


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """One source that left our correction, and in what."""

    sighting: Sighting
    differences: list[Difference]

    @property
    def source(self) -> str:
        return self.sighting.source_label or self.sighting.source_key


def disputes_of(listing: Listing) -> list[Dispute]:
    """Those about which nobody has chosen yet."""
    if not listing.amended:
        return []
    ours = data_of(listing)
    return [
        Dispute(sighting, _differences(ours, with_sources(listing, sighting.otherwise or {}), sighting))
        for sighting in Sighting.objects.disputed().of(listing.KIND, listing.pk)
    ]


def label_of(kind: ListingKind, name: str) -> str:
    """What people call a field of an offer."""
    asked = FORMS[kind].base_fields.get(name)
    return str(asked.label) if asked else str(_NOT_ASKED.get(name, name))


def _differences(ours: AnyListingData, theirs: AnyListingData, sighting: Sighting) -> list[Difference]:
    return [
        Difference(label_of(ours.kind, name), _said(ours, name), _said(theirs, name))
        for name in sighting.otherwise or {}
        if name not in _HELD_BY_ANOTHER
    ]


def _said(data: AnyListingData, name: str) -> str:
    """One field in words; a dash where nothing is said."""
    value: Any = getattr(data, name)
    if name == "places":
        return str(FORMS[data.kind].shown(data)["places"]) or labels.DASH
    return _in_words(value) or labels.DASH


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return labels.amount(value)
        case Wage():
            return labels.wage(value)
        case datetime():
            return labels.moment(value.astimezone(clock.COUNTRY_ZONE))
        case date():
            return words.day(value)
        case Form() | Work() | Right():
            return str(_CHOICES[type(value)][value])
        case tuple():
            return ", ".join(
                str(labels.APPLICANTS[each]) if isinstance(each, Applicant) else str(each) for each in value
            )
        case None:
            return ""
    return str(value)
