"""An institution's own contacts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.network import actions
from ramo.network.data import InstitutionContacts
from ramo.network.models import Institution
from ramo.trust.models import State, Verification

from .asked import Before, Fact


class InstitutionKind:
    name = "institution"

    def owned_by(self, institution: Institution) -> Iterable[Institution]:
        return [institution] if institution.state == State.PUBLISHED else []

    def get(self, key: str) -> Institution | None:
        return Institution.objects.filter(pk=key).first()

    def owner(self, item: Institution) -> Institution:
        return item

    def title(self, item: Institution) -> str:
        return item.name_bg

    def facts(self, item: Institution) -> Sequence[Fact]:
        return [
            Fact(_("Phone"), item.phone, "phone"),
            Fact(_("Address"), item.address_bg, "address_bg"),
            Fact(_("When people are received"), item.hours_bg, "hours_bg"),
            Fact(_("Website"), item.website, "website"),
        ]

    def page(self, item: Institution) -> str:
        return ""

    def form(self, item: Institution) -> str:
        return reverse("network:institution_edit", args=[item.pk])

    def confirm(self, item: Institution, verified_as: str, *, by: User | None) -> Verification:
        return actions.confirm_institution(item, verified_as=verified_as, by=by)

    def take_back(self, item: Institution, said: Verification, before: Before) -> bool:
        return actions.take_back_institution(item, said, before=before.confirmed)

    def amend(self, item: Institution, changes: Mapping[str, str], *, by: User) -> None:
        stands = InstitutionContacts(item.website, item.phone, item.address_bg, item.hours_bg, item.contact_email)
        actions.edit_institution(item, replace(stands, **changes), by=by)

    def close(self, item: Institution, *, is_closed: bool, by: User | None) -> None:
        actions.close_institution(item, is_closed=is_closed, by=by)


INSTITUTION = InstitutionKind()
