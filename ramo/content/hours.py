"""Who receives people at a library by the hour: read from the cards, for its page."""

from ramo.network.models import Library
from ramo.search.data import Hit
from ramo.search.hits import hit
from ramo.search.models import IndexCard

KIND = "hours"


def hours_at(library: Library) -> list[Hit]:
    """Those with an hour to come, the one that ends first before."""
    cards = IndexCard.objects.live().filter(kind=KIND, library_number=library.pk)
    return [hit(card) for card in cards.defer("keys").order_by("valid_until", "pk")]
