"""Any offer on one A4 sheet: printed by the browser, or as PDF to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ramo.design.data import ChosenLibrary
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.access import public
from ramo.search.errors import NothingToPrint
from ramo.search.handout_pdf import handout_pdf
from ramo.search.models import IndexCard
from ramo.search.sheets import HandoutSheet, build_sheet

from .addresses import address_of
from .instead import instead_of_paper
from .lookup import listing_or_404
from .models import Listing


@public
@require_safe
def sheet(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    if refusal := instead_of_paper(request, listing):
        return refusal
    facts = {
        "sheet": _sheet(request, listing),
        "title": listing.title,
        "printed_on": clock.today(),
        "pdf": reverse("listings:pdf", kwargs={"kind": kind, "pk": pk}),
        "crumbs": [(listing.title, address_of(listing))],
    }
    return render(request, "listings/sheet.html", facts)


@public
@require_safe
def pdf(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    if refusal := instead_of_paper(request, listing):
        return refusal
    response = HttpResponse(handout_pdf([_sheet(request, listing)], large=True), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ramo-{kind}-{pk}.pdf"'
    return response


def _sheet(request: HttpRequest, listing: Listing) -> HandoutSheet:
    card = get_object_or_404(IndexCard, kind=listing.KIND, key=str(listing.pk))
    library: ChosenLibrary | None = getattr(request, "chosen_library", None)
    try:
        return build_sheet(card, library=library, language=get_language() or SOURCE_LANGUAGE)
    except NothingToPrint as refusal:
        raise Http404 from refusal
