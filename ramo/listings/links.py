"""Addresses that stand in offers."""

from django.urls import reverse

from ramo.accounts.models import User
from ramo.trust.links import Columns, Keeper

from . import partner_actions
from .addresses import address_of
from .lookup import ROOM_OF
from .models import MODELS, Listing


def keepers() -> list[Keeper]:
    return [_keeper(kind, model) for kind, model in MODELS.items()]


def _keeper(kind: str, model: type[Listing]) -> Keeper:
    """Only what is current: an offer that has ended keeps the address it had."""
    rows = model.objects  # type: ignore[attr-defined]
    return Keeper(
        kind=str(kind),
        rows=lambda: rows.current().iterator(),
        get=lambda key: rows.filter(pk=key).first(),
        addresses=("link", "source_url"),
        texts=("text",),
        sources=(),
        page=address_of,
        form=lambda listing: reverse("listings:edit", args=[ROOM_OF[listing.KIND], listing.pk]),
        scope=lambda listing: listing.review_scope(),
        write=_write,
    )


def _write(listing: Listing, changes: Columns, by: User) -> bool:
    partner_actions.mend(listing, changes, by=by)
    return True
