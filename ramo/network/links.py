"""Addresses that stand in what is known of institutions and libraries."""

from dataclasses import fields, replace

from django.urls import reverse

from ramo.accounts.models import User
from ramo.trust.links import Columns, Keeper

from . import actions
from .data import InstitutionContacts
from .models import Institution, Library


def _write(institution: Institution, changes: Columns, by: User) -> bool:
    stands = InstitutionContacts(**{each.name: getattr(institution, each.name) for each in fields(InstitutionContacts)})
    actions.edit_institution(institution, replace(stands, **changes), by=by)
    return True


def _write_library(library: Library, changes: Columns, by: User) -> bool:
    actions.correct_source(library, changes["source_url"], by=by)
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
# What the register says of a library comes with its file, so the page there is watched as a link only.
LIBRARIES = Keeper(
    kind="library",
    rows=lambda: Library.objects.active().in_network().exclude(source_url=""),
    get=lambda key: Library.objects.filter(pk=key).first(),
    addresses=("source_url",),
    sources=(),
    page=lambda item: reverse("content:library", args=[item.pk]),
    form=lambda item: "",
    scope=lambda item: f"district:{item.district_id}",
    write=_write_library,
)
