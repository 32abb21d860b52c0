"""Addresses that stand in resources and needs."""

from django.urls import reverse

from ramo.accounts.models import User
from ramo.trust.links import Columns, Keeper

from . import actions
from .models import Need, Resource


def _write(guide: Resource | Need, changes: Columns, by: User) -> bool:
    actions.amend(guide, changes, by=by)
    return True


RESOURCES = Keeper(
    kind="resource",
    rows=lambda: Resource.objects.published(),
    get=lambda key: Resource.objects.whole().filter(pk=key).first(),
    addresses=("url", "source_url"),
    texts=("gives_bg", "gives_en", "how_to_bg", "how_to_en", "easy_bg", "easy_en"),
    page=lambda item: reverse("resources:resource", args=[item.pk]),
    form=lambda item: reverse("resources:resource_edit", args=[item.pk]),
    scope=lambda item: item.review_scope(),
    write=_write,
)
NEEDS = Keeper(
    kind="need",
    rows=lambda: Need.objects.published(),
    get=lambda key: Need.objects.whole().filter(pk=key).first(),
    addresses=("source_url",),
    texts=("steps_bg", "steps_en", "easy_bg", "easy_en", "papers_bg", "papers_en", "refer_bg", "refer_en"),
    page=lambda item: reverse("resources:need", args=[item.pk]),
    form=lambda item: reverse("resources:need_edit", args=[item.pk]),
    write=_write,
)
