"""A reader says that an offer is no longer true: its own page, never cached, without a name or contact."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ramo.network.access import public
from ramo.trust.report_page import Reported, hear

from .addresses import address_of
from .instead import instead_of
from .lookup import listing_or_404


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    if refusal := instead_of(request, listing):
        return refusal
    about = Reported(listing, listing.title, listing.title, address_of(listing), listing.area)
    return hear(request, about)
