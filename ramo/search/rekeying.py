"""Cards whose keys another version of the analyser made get them anew: batch by batch, and where it was left off."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from .filing import KEYS_VERSION, Lookups, keys_of
from .models import IndexCard

BATCH = 200

_BEHIND = Q(analysed_by__lt=KEYS_VERSION) | Q(analysed_by__gt=KEYS_VERSION)


def behind() -> int:
    return IndexCard.objects.filter(_BEHIND).count()


def rekey() -> Iterator[int]:
    """How many cards each batch brought up to date; stopped anywhere, the rest is found again."""
    while done := _rekey_some():
        yield done


@transaction.atomic
def _rekey_some() -> int:
    cards = list(
        IndexCard.objects.select_for_update(skip_locked=True).filter(_BEHIND).order_by("analysed_by", "pk")[:BATCH]
    )
    lookups = Lookups.for_cards(cards)
    for card in cards:
        card.keys = keys_of(card, lookups)
        card.analysed_by = KEYS_VERSION
    IndexCard.objects.bulk_update(cards, ["keys", "analysed_by"])
    return len(cards)
