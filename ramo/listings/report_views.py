"""A reader says that an offer is no longer true: its own page, never cached, without a name or contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramo.design.views import too_many
from ramo.network.access import public
from ramo.trust import actions as trust
from ramo.trust.errors import IdentifierInText, TooManyReports
from ramo.trust.forms import ReportForm

from .addresses import address_of
from .instead import instead_of
from .lookup import listing_or_404
from .models import Listing


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    if refusal := instead_of(request, listing):
        return refusal
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            trust.report_change(listing, form.report(title=listing.title, link=address_of(listing)))
        except IdentifierInText:
            form.add_error("text", _("This looks like a phone or a personal number. Remove it – we do not need it."))
        except TooManyReports as flood:
            return too_many(request, flood)
        else:
            return redirect(reverse("listings:report", kwargs={"kind": kind, "pk": pk}) + "?thanks=1")
    return _page(request, listing, form)


def _page(request: HttpRequest, listing: Listing, form: ReportForm) -> HttpResponse:
    address = address_of(listing)
    facts = {"form": form, "area": listing.area, "title": listing.title, "address": address}
    facts["crumbs"] = [(listing.title, address), (_("Report a change"), "")]
    if "thanks" in request.GET and request.method != "POST":
        return render(request, "listings/reported.html", facts)
    return render(request, "listings/report.html", facts, status=422 if form.errors else 200)
