"""What stands in place of an offer that the public may not read: gone, or waiting for its expert."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ramo.trust.models import State

from . import pages
from .models import Listing

_NEVER_SHOWN = {State.DRAFT, State.IN_REVIEW}


def instead_of(request: HttpRequest, listing: Listing) -> HttpResponse | None:
    """For the public. Staff read the archive too, each page with its trust line."""
    return None if getattr(request, "working_as", None) else instead_of_paper(request, listing)


def instead_of_paper(request: HttpRequest, listing: Listing) -> HttpResponse | None:
    """For everybody: nothing past its date goes to paper, whoever prints it."""
    if listing.state in _NEVER_SHOWN or (listing.is_hidden and not listing.is_over()):
        raise Http404
    if listing.state == State.WITHDRAWN or listing.is_over():
        similar = [(entry.title, entry.address) for entry in pages.similar_to(listing)]
        facts = {"similar": similar, "area": listing.area, "title": listing.title}
        return render(request, "listings/gone.html", facts, status=410)
    return None
