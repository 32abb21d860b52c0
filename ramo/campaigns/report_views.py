"""The closing report: a page for the office, a file and a table for whoever it is given to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit.spreadsheet import write_csv
from ramo.network.access import NETWORK, Permission, require

from . import reporting
from .models import ClosingReport


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Exact: what leaves the house is withheld, see the files."""
    found = _asked(request, slug)
    facts = {
        "report": found,
        "edition": found.edition,
        "area": found.edition.kit.area,
        "sheet": reporting.exact(found),
        "is_whole": found.digest == reporting.digest_of(found),
        "crumbs": [(_("Campaigns"), reverse("campaigns:campaigns_desk")), (str(found.edition), "")],
    }
    return render(request, "campaigns/desk/report.html", facts)


@require_safe
def report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    found = _asked(request, slug)
    return _file(reporting.file_of(found), "application/pdf", f"ramo-{found.number}.pdf")


@require_safe
def report_csv(request: HttpRequest, slug: str) -> HttpResponse:
    found = _asked(request, slug)
    return _file(write_csv(reporting.table_of(found)), "text/csv; charset=utf-8", f"ramo-{found.number}.csv")


def _asked(request: HttpRequest, slug: str) -> ClosingReport:
    require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    rows = ClosingReport.objects.select_related("edition__kit__area", "edition__partner")
    return get_object_or_404(rows, edition__slug=slug)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
