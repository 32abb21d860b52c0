"""The office: what is in readers' way, and the yearly look at the statement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.network.access import NETWORK, Permission, require

from . import actions
from .models import Barrier, StatementReview
from .statement import PREPARED_ON, review_due_on

MOST_SHOWN = 50


@require_safe
def barriers(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.ANSWER_BARRIERS, NETWORK)
    waiting = Barrier.objects.waiting()
    facts = {
        "barriers": waiting[:MOST_SHOWN],
        "count": waiting.count(),
        "reviewed_on": StatementReview.last_day() or PREPARED_ON,
        "due_on": review_due_on(),
        "crumbs": [(_("Accessibility"), "")],
    }
    return render(request, "accessibility/barriers.html", facts)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Barrier, pk=pk)
    user = require(request.user, Permission.ANSWER_BARRIERS, NETWORK)
    actions.settle_barrier(found, by=user)
    messages.success(request, _("Noted. The contact is deleted."))
    return redirect("accessibility:barriers")


@require_POST
def review(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.ANSWER_BARRIERS, NETWORK)
    actions.review_statement(by=user)
    messages.success(request, _("Noted: the statement was reviewed today."))
    return redirect("accessibility:barriers")
