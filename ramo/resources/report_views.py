"""A reader says that something is no longer true: its own page, never cached, without a name or contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramo.design.views import too_many
from ramo.network.access import public
from ramo.trust import actions as trust
from ramo.trust.errors import IdentifierInText, TooManyReports
from ramo.trust.forms import ReportForm

from .cards import NEED, RESOURCE, kind_of
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
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            trust.report_change(guide, form.report(title=str(guide), link=address_of(guide)))
        except IdentifierInText:
            form.add_error("text", _("This looks like a phone or a personal number. Remove it – we do not need it."))
        except TooManyReports as flood:
            return too_many(request, flood)
        else:
            return redirect(reverse(f"resources:{_NAMES[kind_of(guide)]}", args=[guide.pk]) + "?thanks=1")
    return _page(request, guide, form)


_NAMES = {RESOURCE: "report_change", NEED: "report_need"}


def _page(request: HttpRequest, guide: Need | Resource, form: ReportForm) -> HttpResponse:
    title = title_of(guide)
    address = address_of(guide)
    facts = {"form": form, "area": guide.area, "title": title, "address": address}
    facts["crumbs"] = [(title, address), (_("Report a change"), "")]
    if "thanks" in request.GET and request.method != "POST":
        return render(request, "resources/reported.html", facts)
    return render(request, "resources/report.html", facts, status=422 if form.errors else 200)
