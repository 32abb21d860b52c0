"""Official services and sites of an institution."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.network.models import Institution
from ramo.resources import actions
from ramo.resources.models import Resource
from ramo.trust.models import Verification

from .asked import Before, Fact


class ResourceKind:
    name = "resource"

    def owned_by(self, institution: Institution) -> Iterable[Resource]:
        return Resource.objects.published().filter(owner=institution).whole()

    def get(self, key: str) -> Resource | None:
        return Resource.objects.whole().exclude(owner=None).filter(pk=key).first()

    def owner(self, item: Resource) -> Institution:
        if item.owner is None:
            raise LookupError(item.pk)
        return item.owner

    def title(self, item: Resource) -> str:
        return item.name_bg

    def facts(self, item: Resource) -> Sequence[Fact]:
        return [
            Fact(_("What a person gets"), item.gives_bg),
            Fact(_("Phone"), item.phone, "phone"),
            Fact(_("Address on the web"), item.url, "url"),
            Fact(_("What to bring"), item.needs_bg, "needs_bg"),
            Fact(_("Cost"), item.cost_bg, "cost_bg"),
            Fact(_("Steps"), "\n".join(item.how_to_bg)),
        ]

    def page(self, item: Resource) -> str:
        return reverse("resources:resource", args=[item.pk])

    def form(self, item: Resource) -> str:
        return reverse("resources:resource_edit", args=[item.pk])

    def confirm(self, item: Resource, verified_as: str, *, by: User | None) -> Verification:
        return actions.confirm_as(item, verified_as, by=by)

    def take_back(self, item: Resource, said: Verification, before: Before) -> bool:
        return actions.take_back(item, said, before=before.confirmed, changed_on=before.changed_on)

    def amend(self, item: Resource, changes: Mapping[str, str], *, by: User) -> None:
        actions.amend(item, changes, by=by)

    def close(self, item: Resource, *, is_closed: bool, by: User | None) -> None:
        actions.close(item, is_closed=is_closed, by=by)


RESOURCE = ResourceKind()
