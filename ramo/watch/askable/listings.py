"""Offers that came in the name of an institution."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.listings import actions, partner_actions
from ramo.listings.addresses import address_of
from ramo.listings.lookup import ROOM_OF
from ramo.listings.models import MODELS, Listing
from ramo.network.models import Institution
from ramo.trust.models import Verification

from .asked import Before, Fact

MOST = 50  # in one letter; what ends first stands first


class ListingKind:
    def __init__(self, model: type[Listing]) -> None:
        self.name = str(model.KIND)
        self._rows = model.objects  # type: ignore[attr-defined]

    def owned_by(self, institution: Institution) -> Iterable[Listing]:
        rows: Iterable[Listing] = self._rows.current().filter(institution=institution).order_by("valid_until")[:MOST]
        return rows

    def get(self, key: str) -> Listing | None:
        found: Listing | None = self._rows.exclude(institution=None).filter(pk=key).first() if key.isdigit() else None
        return found

    def owner(self, item: Listing) -> Institution:
        if item.institution is None:
            raise LookupError(item.pk)
        return item.institution

    def title(self, item: Listing) -> str:
        return item.title

    def facts(self, item: Listing) -> Sequence[Fact]:
        return [
            Fact(_("Text"), item.text[:600]),
            Fact(_("Place"), item.place_text),
            Fact(_("Phone"), item.phone, "phone"),
            Fact(_("Address on the web"), item.link, "link"),
        ]

    def page(self, item: Listing) -> str:
        return address_of(item)

    def form(self, item: Listing) -> str:
        return reverse("listings:edit", args=[ROOM_OF[item.KIND], item.pk])

    def confirm(self, item: Listing, verified_as: str, *, by: User | None) -> Verification:
        return actions.confirm(item, by=by, verified_as=verified_as)

    def take_back(self, item: Listing, said: Verification, before: Before) -> bool:
        return partner_actions.take_back(item, said, before=before.confirmed)

    def amend(self, item: Listing, changes: Mapping[str, str], *, by: User) -> None:
        partner_actions.mend(item, changes, by=by)

    def close(self, item: Listing, *, is_closed: bool, by: User | None) -> None:
        partner_actions.close(item, is_closed=is_closed, by=by)


LISTINGS = [ListingKind(model) for model in MODELS.values()]
