"""Campaigns that are open in an area, for its page: read from the cards, confirmed ones alone."""

from ramo.search.data import Hit
from ramo.search.hits import hit
from ramo.search.models import IndexCard

KIND = "campaign"
AT_ONCE = 3


def open_in(area: str) -> list[Hit]:
    """The one that ends first before the others."""
    cards = IndexCard.objects.live().filter(kind=KIND, area=area).exclude(verified_on=None)
    return [hit(card) for card in cards.defer("keys").order_by("valid_until", "pk")[:AT_ONCE]]
