"""Staff: the queue of what waits for review, confirming with one press, and answering readers."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.network.access import Permission, may, require
from ramo.trust.errors import ValidUntilPassed, ValidUntilTooFar
from ramo.trust.models import ChangeReport

from . import actions
from .edit_views import edit_page
from .forms import TermForm
from .lookup import guide_or_404, reported_or_404
from .pages import title_of
from .review import ARCHIVE, Reach, queue
from .telling import told
from .vouching import scope_of

_ASKED = ("reason", "state", "page")


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    reach = Reach.of(request.user)
    require(request.user, Permission.VERIFY, reach.scope)
    asked = {name: request.GET.get(name, "") for name in _ASKED}
    facts = {
        "queue": queue(reach, **asked),
        "asked": asked,
        "states": ARCHIVE,
        "may_add": may(request.user, Permission.EDIT_RESOURCE, reach.scope),
        "crumbs": [(_("For review"), "")],
    }
    return render(request, "resources/review.html", facts)


@require_POST
def confirm(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    guide = guide_or_404(kind, key)
    user = require(request.user, Permission.VERIFY, scope_of(guide))
    term = TermForm(request.POST)
    if term.is_valid():
        until = term.cleaned_data["valid_until"]
        done = _("Noted: “%(title)s” is still true.") % {"title": title_of(guide)}
        try:
            told(request, lambda: actions.confirm_item(guide, by=user, valid_until=until), done)
        except ValidUntilPassed:
            term.add_error("valid_until", _("This day has passed. Choose a later one."))
        except ValidUntilTooFar:
            term.add_error("valid_until", _("This is too far ahead. Choose an earlier day, or leave it empty."))
        else:
            return _back_to_queue(request)
    return edit_page(request, guide_or_404(kind, key), term=term)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(ChangeReport, pk=pk)
    guide = reported_or_404(report)
    user = require(request.user, Permission.VERIFY, scope_of(guide))
    outcome = request.POST.get("outcome", "")
    if outcome not in ChangeReport.Outcome.values:
        raise Http404
    answered = ChangeReport.Outcome(outcome)
    done = _("Noted. The report is closed.")
    told(request, lambda: actions.answer_report(report, guide, outcome=answered, by=user), done)
    return _back_to_queue(request)


def _back_to_queue(request: HttpRequest) -> HttpResponse:
    """To the same part of it from which the person came."""
    asked = {name: request.POST[name] for name in _ASKED if request.POST.get(name)}
    return redirect(f"{reverse('resources:review')}?{urlencode(asked)}" if asked else "resources:review")
