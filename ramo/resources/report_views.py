"""A reader says that something is no longer true: its own page, never cached, without a name or contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from ramo.network.access import public
from ramo.trust.report_page import Reported, hear

from .instead import instead_of
from .models import Need, Resource
from .pages import address_of, title_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report_change(request: HttpRequest, key: str) -> HttpResponse:
    return _report(request, get_object_or_404(Resource.objects.whole(), key=key))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report_need(request: HttpRequest, key: str) -> HttpResponse:
    return _report(request, get_object_or_404(Need.objects.whole(), key=key))


def _report(request: HttpRequest, guide: Need | Resource) -> HttpResponse:
    if refusal := instead_of(request, guide):
        return refusal
    return hear(request, Reported(guide, str(guide), title_of(guide), address_of(guide), guide.area))
