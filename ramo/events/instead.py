"""What stands in place of an event that the public may not read: over, taken down, or a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ramo.kit.languages import said
from ramo.trust.models import State

from .addresses import address_of
from .models import Event
from .near import similar_to


def instead_of(request: HttpRequest, event: Event) -> HttpResponse | None:
    """For the public; staff read the archive and the drafts too."""
    if getattr(request, "working_as", None):
        return None
    if event.state in {State.DRAFT, State.IN_REVIEW}:
        raise Http404
    if event.is_shown:
        return None
    language = get_language()
    similar = [(str(said(host.event, "title", language)), address_of(host.event)) for host in similar_to(event)]
    facts = {"similar": similar, "area": event.area, "title": str(said(event, "title", language))}
    return render(request, "events/gone.html", facts, status=410)
