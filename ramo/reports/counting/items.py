"""What the public could read in the partner's name, how much of it was confirmed, and how fresh that was."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet

from ramo.kit import clock
from ramo.listings.models import Course, CulturalProduct, FundingCall, Vacancy
from ramo.resources.models import Need, Resource
from ramo.services.models import Service
from ramo.trust.models import State
from ramo.vocabularies.models import Settlement

from .scope import NOWHERE, TOTAL, Counts, Scope

OFFERS = (Vacancy, Course, FundingCall, CulturalProduct)
_COLUMNS = ("verified_on", "valid_until")


@dataclass(frozen=True, slots=True)
class Item:
    """Where it is for, and the two dates by which it is judged."""

    places: frozenset[str]
    verified_on: date | None
    valid_until: date | None


def items(scope: Scope) -> Counts:
    first, end = scope.subject.period.first, min(scope.subject.period.last, clock.today())
    counts: Counter[tuple[str, str]] = Counter()
    ages: list[int] = []
    for item in (*_offers(scope), *_lasting(scope)):
        is_verified = _is_verified(item, first, end)
        for place in (TOTAL, *(item.places or {NOWHERE})):
            counts["items_shown", place] += 1
            counts["items_verified", place] += is_verified
        if is_verified and item.verified_on:
            ages.append((min(end, item.valid_until or end) - item.verified_on).days)
    if ages:
        counts["items_age", TOTAL] = round(median(ages))
    return dict(counts)


def _is_verified(item: Item, first: date, end: date) -> bool:
    is_confirmed = item.verified_on is not None and item.verified_on <= end
    return is_confirmed and (item.valid_until is None or item.valid_until >= first)


def _offers(scope: Scope) -> Iterator[Item]:
    """Those that stood on some day of the period; the day on which one was withdrawn by hand nobody knows."""
    period, district = scope.subject.period, scope.subject.district
    stood = Q(state=State.PUBLISHED) | Q(state=State.WITHDRAWN, gone_on__gte=period.first)
    of_places = _municipalities(district.pk) if district else {}
    for model in OFFERS:
        rows: QuerySet[Any] = model.objects.filter(
            stood, _whose(scope, "institution"), added_at__lt=scope.end, valid_until__gte=period.first
        ).exclude(requires_verification=True, verified_on=None)
        if district:
            rows = rows.filter(districts__contains=[district.pk])
        for *dates, places, districts in rows.values_list(*_COLUMNS, "places", "districts").iterator():
            named = (of_places[each] for each in places if each in of_places) if district else districts
            yield Item(frozenset(named), *dates)


def _lasting(scope: Scope) -> Iterator[Item]:
    """Of every place, so of no place; a proof of one district has them too, for they are read there."""
    sources: Iterable[QuerySet[Any]] = (
        Resource.objects.shown().filter(_whose(scope, "owner")),
        Need.objects.shown().filter(_whose(scope, "")),
        Service.objects.shown().filter(_whose(scope, "partner")),
    )
    for rows in sources:
        for dates in rows.values_list(*_COLUMNS):
            yield Item(frozenset(), *dates)


def _whose(scope: Scope, owner: str) -> Q:
    confirmed = Q(verified_as__in=scope.names)
    for name in scope.names:
        confirmed |= Q(verified_as__startswith=f"{name}, ")  # „…, по телефона“
    whose = Q(**{f"{owner}__in": scope.offices}) | confirmed if owner else confirmed
    return whose & Q(is_demo=scope.is_demo)


def _municipalities(district: str) -> dict[str, str]:
    rows = Settlement.objects.filter(municipality__district=district)
    return dict(rows.values_list("pk", "municipality"))
