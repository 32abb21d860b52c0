"""What stands in place of a page that the public may not read: gone, or waiting for its expert."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ramo.kit import clock
from ramo.kit.languages import said
from ramo.trust.models import State

from . import pages
from .models import Need, Resource

_GONE = {State.WITHDRAWN}
_NEVER_SHOWN = {State.DRAFT, State.IN_REVIEW}


def instead_of(request: HttpRequest, guide: Need | Resource) -> HttpResponse | None:
    """For the public. Staff read everything, each page with its trust line."""
    if getattr(request, "working_as", None):
        return None
    return instead_of_paper(request, guide)


def instead_of_paper(request: HttpRequest, guide: Need | Resource) -> HttpResponse | None:
    """For everybody: nothing past its date or unconfirmed health text goes to paper, whoever prints it."""
    state = cast("State", guide.state)
    if state in _NEVER_SHOWN:
        raise Http404
    if state in _GONE or guide.is_expired(clock.today()):
        similar = [(_title(entry), entry.address) for entry in pages.similar_to(guide)]
        return render(request, "design/errors/410.html", {"similar": similar, "area": guide.area}, status=410)
    if guide.is_hidden:
        return render(request, "resources/waits_for_expert.html", {"area": guide.area}, status=404)
    return None


def _title(entry: pages.Entry) -> str:
    return str(said(entry, "title", get_language()))
