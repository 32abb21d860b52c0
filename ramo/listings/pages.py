"""What the public pages of offers show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, ExpressionWrapper, IntegerField, Q, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.design.data import TrustLine
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.vocabularies.models import Occupation, OccupationGroup, Settlement

from . import labels
from .addresses import address_of
from .facts import place_of, title_of
from .models import MODELS, Course, CulturalProduct, FundingCall, Listing, Sighting, Vacancy
from .places import Spot, nearest_first

SIMILAR = 4
LATEST = 20
KEYWORDS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer in a list: title, where, and the one thing that decides."""

    address: str
    title: str
    place: str
    icon: str
    fact: str
    trust: TrustLine
    is_demo: bool

    @classmethod
    def of(cls, listing: Listing, settlements: Sequence[Settlement]) -> "Entry":
        icon, fact = _deciding(listing)
        return cls(
            address=address_of(listing),
            title=title_of(listing),
            place=place_of(listing, settlements, most=1),
            icon=icon,
            fact=fact,
            trust=listing.trust_line(),
            is_demo=listing.is_demo,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A source that has the offer, and when it last had it."""

    label: str
    url: str
    seen_on: date


def settlements_of(listings: Iterable[Listing]) -> dict[str, Settlement]:
    return Settlement.objects.in_bulk({place for listing in listings for place in listing.places})


def entries_of(listings: Sequence[Listing], around: Spot | None = None) -> list[Entry]:
    """`around`: of several places the nearest to it is named."""
    known = settlements_of(listings)
    return [
        Entry.of(each, nearest_first([known[place] for place in each.places if place in known], around))
        for each in listings
    ]


def sightings_of(listing: Listing) -> list[Seen]:
    """All that have it now, the one it was written from first."""
    found = Sighting.objects.standing().of(listing.KIND, listing.pk)
    return [
        Seen(each.source_label or each.source_key, each.url, each.seen_at.astimezone(clock.COUNTRY_ZONE).date())
        for each in found
        if each.url or each.said
    ]


def group_of(listing: Listing) -> OccupationGroup | None:
    """Of many trades, to which that of a vacancy belongs; a source may write a code that is none."""
    code = listing.occupation_code if isinstance(listing, Vacancy) else ""
    return OccupationGroup.objects.filter(pk=code).first() if code else None


def similar_to(listing: Listing) -> list[Entry]:
    """Current ones of the same kind, confirmed ones first; the same trade or topic before the same district.

    Where there are too few of them, the latest of all.
    """
    shown = MODELS[listing.KIND].objects.shown().exclude(pk=listing.pk).filter(is_demo=listing.is_demo).whole()  # type: ignore[attr-defined]
    likely = _likely(listing)
    closeness = Case(
        *(When(wanted, Value(rank)) for rank, wanted in enumerate(likely)),
        output_field=IntegerField(),
    )
    is_checked = ExpressionWrapper(Q(verified_on__isnull=False), BooleanField())
    near = shown.filter(reduce(or_, likely)).annotate(closeness=closeness, is_checked=is_checked)
    found: list[Any] = list(near.order_by("-is_checked", "closeness", "-pk")[:SIMILAR])
    if len(found) < SIMILAR:
        latest = shown.exclude(pk__in=[each.pk for each in found]).order_by("-pk")[:LATEST]
        found += sorted(latest, key=_is_unchecked)[: SIMILAR - len(found)]
    return entries_of(sorted(found, key=_is_unchecked))


def keywords_of(listing: Listing, settlements: Sequence[Settlement]) -> list[str]:
    """What else to search for: the names of the trade in the reader's language, and where it is."""
    language = get_language() or SOURCE_LANGUAGE
    match listing:
        case Vacancy(occupation=Occupation() as trade):
            names = [str(said(trade, "label", language)), *getattr(trade, f"alternative_{language}", [])]
        case Vacancy():
            names = [listing.occupation_text]
        case Course():
            names = [listing.profession]
        case CulturalProduct():
            names = [str(labels.WORKS[listing.work]), listing.holder]
        case _:
            names = []
    places = [str(said(each, "name", language)) for each in settlements[:1]]
    return [*list(dict.fromkeys(filter(None, names)))[:KEYWORDS], *places]


def _is_unchecked(listing: Listing) -> bool:
    return listing.verified_on is None


def _likely(listing: Listing) -> list[Q]:
    near = Q(districts__overlap=listing.districts)
    same = Q(topics__overlap=listing.topics) if listing.topics else Q(pk__in=[])
    if isinstance(listing, Vacancy) and listing.occupation_code:
        same = Q(occupation_code=listing.occupation_code)
    if isinstance(listing, CulturalProduct):
        same = Q(work=listing.work)
    return [same & near, same, near]


def _deciding(listing: Listing) -> tuple[str, str]:
    match listing:
        case Vacancy():
            return "euro", labels.wage_short(listing.wage)
        case Course():
            starts = words.day(listing.starts_on) if listing.starts_on else ""
            return "event", _("from %(day)s") % {"day": starts} if starts else ""
        case FundingCall():
            return "clock", _("until %(moment)s") % {
                "moment": labels.moment(listing.closes_at)
            } if listing.closes_at else ""
    return "culture", str(labels.WORKS[listing.work]) if isinstance(listing, CulturalProduct) else ""
