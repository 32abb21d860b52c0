"""The librarian's Monday: lists on paper, what is new on each, the sheet to print."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ramo.desk.desk_views import at_desk
from ramo.kit import clock

from . import paper_actions
from .asking import Asked
from .errors import HealthStaysOut, ListFull, NameInLabel, NothingAsked
from .forms import AskForm, PaperForm, PrintedForm
from .models import PaperSearch
from .reading import monday_of
from .views import page


@require_safe
def monday(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    facts = {"monday": monday_of(here.library), "library": here.library, "crumbs": _crumbs()}
    return render(request, "alerts/monday.html", facts)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    asked, form = Asked.of(request.POST), PaperForm(request.POST)
    if not asked.is_clear:
        return redirect("search:search")
    if form.is_valid():
        try:
            kept = paper_actions.keep(library=here.library, query=asked.query, by=here.user, **form.cleaned_data)
        except NameInLabel:
            form.add_error("label", _("This looks like a personal number or a person’s phone. Remove it."))
        except ListFull:
            form.add_error(None, _("There are as many lists as one Monday can take. End one that nobody picks up."))
        except HealthStaysOut:
            return page(request, asked, AskForm(), form)
        except NothingAsked:
            return redirect("search:search")
        else:
            messages.success(
                request,
                _("List № %(number)d is kept. Write the number on the person’s slip.") % {"number": kept.number},
            )
            return redirect("alerts:monday")
    return page(request, asked, AskForm(), form)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    facts = {"monday": monday_of(here.library), "library": here.library, "today": clock.today(), "crumbs": _crumbs()}
    return render(request, "alerts/paper_sheet.html", facts)


@require_POST
def printed(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    form = PrintedForm(request.POST)
    if form.is_valid():
        told = paper_actions.mark_printed(library=here.library, shown=form.cleaned_data["shown"], by=here.user)
        done = ngettext(
            "%(count)d new thing is marked as printed.", "%(count)d new things are marked as printed.", told
        )
        messages.success(request, done % {"count": told})
    return redirect("alerts:monday")


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    here = at_desk(request)
    lists = PaperSearch.objects.for_library(here.library).select_related("search")
    paper_actions.end(get_object_or_404(lists, number=number), by=here.user)
    messages.success(request, _("List № %(number)d is ended.") % {"number": number})
    return redirect("alerts:monday")


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("desk:desk")), (_("Monday lists"), "")]
