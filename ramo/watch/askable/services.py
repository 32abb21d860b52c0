"""The network's services, whose partner vouches for their national text."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.network.models import Institution
from ramo.services import actions
from ramo.services.models import Service
from ramo.trust.models import Verification

from .asked import Before, Fact


class ServiceKind:
    """Its text belongs to the network: a partner says in words what has changed, and staff write it."""

    name = "service"

    def owned_by(self, institution: Institution) -> Iterable[Service]:
        return Service.objects.published().filter(partner=institution).whole()

    def get(self, key: str) -> Service | None:
        return Service.objects.whole().filter(pk=key).first()

    def owner(self, item: Service) -> Institution:
        return item.partner

    def title(self, item: Service) -> str:
        return item.name_bg

    def facts(self, item: Service) -> Sequence[Fact]:
        return [
            Fact(_("What it is for"), item.lead_bg),
            Fact(_("What the library gives"), "\n".join(item.gives_bg)),
            Fact(_("What it never does"), "\n".join(item.never_bg)),
        ]

    def page(self, item: Service) -> str:
        return reverse("services:service", args=[item.pk])

    def form(self, item: Service) -> str:
        return reverse("services:services")

    def confirm(self, item: Service, verified_as: str, *, by: User | None) -> Verification:
        return actions.confirm_as(item, verified_as, by=by)

    def take_back(self, item: Service, said: Verification, before: Before) -> bool:
        return actions.take_back(item, said, before=before.confirmed)

    def amend(self, item: Service, changes: Mapping[str, str], *, by: User) -> None:
        """Nothing of it is corrected column by column."""

    def close(self, item: Service, *, is_closed: bool, by: User | None) -> None:
        actions.close(item, is_closed=is_closed, by=by)


SERVICE = ServiceKind()
