"""A few offers around a library, for its page: of each kind the nearest, then the next of each."""

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from ramo.listings.data import ListingKind
from ramo.listings.nearby import cards_around
from ramo.network.finder import place_of
from ramo.network.models import Library
from ramo.search.addresses import address
from ramo.search.data import Hit, SearchQuery
from ramo.search.hits import hit
from ramo.search.kinds import Kind, kind_of

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Offer:
    kind: Kind
    hit: Hit


@dataclass(frozen=True, slots=True)
class Offers:
    """`everything` is the search for all of them; `board` hangs the vacancies on a wall."""

    some: list[Offer]
    everything: str
    board: str


def offers_around(library: Library) -> Offers | None:
    """Confirmed ones that hold today; nothing where there are none."""
    confirmed = cards_around(library, list(ListingKind)).exclude(verified_on=None).filter(recommended=True)
    in_turn = Window(RowNumber(), partition_by=F("kind"), order_by=confirmed.query.order_by)
    cards = confirmed.annotate(turn=in_turn).defer("keys").order_by("turn", *confirmed.query.order_by)[:SHOWN]
    some = [Offer(kind_of(card.kind), hit(card)) for card in cards]
    if not some:
        return None
    return Offers(some, address(_around(library)), reverse("listings:library_board", args=[library.pk]))


def _around(library: Library) -> SearchQuery:
    kinds = tuple(kind.value for kind in ListingKind)
    if library.settlement is None:
        return SearchQuery(kinds=kinds, districts=(library.district_id,))
    return SearchQuery(kinds=kinds, place=place_of(library.settlement))
