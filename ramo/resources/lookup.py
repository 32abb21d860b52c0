"""A resource or a need by the words that addresses and reports use for it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ramo.trust.models import ChangeReport

from .cards import NEED, RESOURCE
from .models import Need, Resource


def guide_or_404(kind: str, key: str) -> Need | Resource:
    if kind == RESOURCE:
        return get_object_or_404(Resource.objects.whole(), pk=key)
    if kind == NEED:
        return get_object_or_404(Need.objects.whole(), pk=key)
    raise Http404


def reported_or_404(report: ChangeReport) -> Need | Resource:
    kinds = {Resource._meta.label_lower: RESOURCE, Need._meta.label_lower: NEED}
    return guide_or_404(kinds.get(report.target_kind, ""), report.target_key)
