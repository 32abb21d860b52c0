"""The door for what an institution says by letter of its own offers, and for an address that is mended."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.search.actions import file_cards, withdraw_card
from ramo.trust import actions as trust
from ramo.trust.data import NETWORK_SCOPE
from ramo.trust.models import State, Verification

from .cards import card_of
from .keeping import mark_amended
from .models import Listing


@transaction.atomic
def take_back(listing: Listing, said: Verification, *, before: trust.Confirmed) -> bool:
    """A confirmation pressed by mistake; whether it still stood."""
    stood = trust.take_back(said, listing, before=before, by=None)
    file_cards([card_of(listing)])
    return stood


@transaction.atomic
def close(listing: Listing, *, is_closed: bool, by: User | None) -> None:
    """Its institution says that it is gone: hidden at once; taken back, it stands as it stood."""
    listing.state = State.WITHDRAWN if is_closed else State.PUBLISHED
    listing.save(update_fields=["state"])
    record("closed" if is_closed else "opened again", listing, by=by)
    if is_closed:
        withdraw_card(kind=listing.KIND, key=str(listing.pk))
    else:
        file_cards([card_of(listing)])
    trust.refresh_review_tasks({listing.review_scope(), NETWORK_SCOPE})


@transaction.atomic
def mend(listing: Listing, changes: Mapping[str, Any], *, by: User) -> None:
    """Some columns, by name. It confirms nothing, and no source overwrites them."""
    for name, value in changes.items():
        setattr(listing, name, value)
    mark_amended(listing, changes)
    listing.save(update_fields=[*changes, "amended"])
    record("mended listing", listing, by=by, detail={"columns": sorted(changes)})
    if listing.state == State.PUBLISHED:
        file_cards([card_of(listing)])
