"""The cards of offers around a library or of a district: what its page and its board show."""

from collections.abc import Collection
from typing import Any

from django.conf import settings

from ramo.network.finder import place_of as point_of
from ramo.network.models import Library
from ramo.search import matching
from ramo.search.data import Distance
from ramo.search.models import IndexCard
from ramo.vocabularies.models import District

from .data import ListingKind


def cards_around(where: Library | District, kinds: Collection[ListingKind], distance: Distance = Distance.KM_20) -> Any:
    """What holds today, the nearest first; of a district, or of a library without a place, what ends first.

    What is invented hangs in invented libraries only; a district shows it where all is a demonstration.
    """
    cards: Any = IndexCard.objects.live().filter(kind__in=kinds)
    if isinstance(where, Library):
        cards = cards.filter(is_demo=where.is_demo)
    elif not settings.RAMO_DEMO:
        cards = cards.filter(is_demo=False)
    if isinstance(where, District) or where.settlement is None:
        code = where.pk if isinstance(where, District) else where.district_id
        return cards.filter(matching.in_districts([code])).order_by("valid_until", "pk")
    point = point_of(where.settlement)
    near = cards.annotate(distance=matching.distance_km(point)).filter(matching.is_near(point, distance))
    return near.order_by("distance", "valid_until", "pk")
