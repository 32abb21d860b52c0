"""The page on which a reader says that something is no longer true: without a name or contact."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ramo.design.views import too_many
from ramo.vocabularies.models import Area

from . import actions
from .errors import IdentifierInText, TooManyReports
from .forms import ReportForm
from .models import Verifiable


@dataclass(frozen=True, slots=True)
class Reported:
    """What is reported: its name as staff know it, as the reader sees it, and the address of its own page."""

    item: Verifiable
    name: str
    title: str
    address: str
    area: Area


def hear(request: HttpRequest, about: Reported) -> HttpResponse:
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            actions.report_change(about.item, form.report(title=about.name, link=about.address))
        except IdentifierInText:
            form.add_error("text", _("This looks like a phone or a personal number. Remove it – we do not need it."))
        except TooManyReports as flood:
            return too_many(request, flood)
        else:
            return redirect(f"{request.path}?thanks=1")
    facts = {
        "form": form,
        "area": about.area,
        "title": about.title,
        "address": about.address,
        "crumbs": [(about.title, about.address), (_("Report a change"), "")],
    }
    if "thanks" in request.GET and request.method != "POST":
        return render(request, "trust/reported.html", facts)
    return render(request, "trust/report.html", facts, status=422 if form.errors else 200)
