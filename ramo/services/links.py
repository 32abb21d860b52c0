"""Addresses that stand in the texts of services."""

from django.urls import reverse

from ramo.accounts.models import User
from ramo.trust.links import Columns, Keeper

from . import actions
from .models import Service


def _write(service: Service, changes: Columns, by: User) -> bool:
    actions.mend(service, changes, by=by)
    return True


SERVICES = Keeper(
    kind="service",
    rows=lambda: Service.objects.published(),
    get=lambda key: Service.objects.whole().filter(pk=key).first(),
    addresses=("source_url",),
    texts=("lead_bg", "lead_en", "gives_bg", "gives_en", "never_bg", "never_en"),
    page=lambda item: reverse("services:service", args=[item.pk]),
    form=lambda item: "",
    scope=lambda item: item.review_scope(),
    write=_write,
)
