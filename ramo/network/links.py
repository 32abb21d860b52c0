"""Addresses that stand in what is known of institutions."""

from dataclasses import fields, replace

from django.urls import reverse

from ramo.accounts.models import User
from ramo.trust.links import Columns, Keeper

from . import actions
from .data import InstitutionContacts
from .models import Institution


def _write(institution: Institution, changes: Columns, by: User) -> bool:
    stands = InstitutionContacts(**{each.name: getattr(institution, each.name) for each in fields(InstitutionContacts)})
    actions.edit_institution(institution, replace(stands, **changes), by=by)
    return True


INSTITUTIONS = Keeper(
    kind="institution",
    rows=lambda: Institution.objects.published(),
    get=lambda key: Institution.objects.filter(pk=key).first(),
    addresses=("website",),
    page=lambda item: "",
    form=lambda item: reverse("network:institution_edit", args=[item.pk]),
    scope=lambda item: f"institution:{item.pk}",
    write=_write,
)
