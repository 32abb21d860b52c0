"""Staff of a library: writing a request, as a draft until it is sent."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramo.accounts.models import User
from ramo.experts.models import Expert
from ramo.network.access import NETWORK, Permission, library_of, require
from ramo.network.models import Library

from . import actions
from .forms import RequestForm
from .lists import institutions_for
from .models import ExpertRequest, State
from .sentences import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.WORK, NETWORK)
    library = library_of(user)
    if library is None:
        raise PermissionDenied("only a librarian asks an expert")
    require(user, Permission.ASK_EXPERT, library)
    initial = {"submission": uuid4(), "subject": request.GET.get("q", "")[:120]}
    return _page(request, RequestForm(request.POST or None, institutions=institutions_for(library), initial=initial),
                 library, user)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ExpertRequest.objects.whole(), pk=pk)
    user = require(request.user, Permission.ASK_EXPERT, found.library)
    if found.state != State.DRAFT:
        return redirect("invitations:request", pk=pk)
    institutions, initial = institutions_for(found.library), RequestForm.begun(found)
    form = RequestForm(request.POST or None, institutions=institutions, initial=initial)
    return _page(request, form, found.library, user, found)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ExpertRequest.objects.whole(), pk=pk)
    require(request.user, Permission.ASK_EXPERT, found.library)
    if actions.discard_draft(found):
        messages.success(request, _("The draft is deleted."))
    return redirect("invitations:requests")


def _page(
    request: HttpRequest, form: RequestForm, library: Library, user: User, found: ExpertRequest | None = None
) -> HttpResponse:
    is_draft = "draft" in request.POST
    if is_draft:
        form.may_be_unfinished()
    if form.is_valid():
        with refusals_in(form):
            if is_draft:
                kept = actions.keep_draft(form.data_given(), library=library)
                messages.success(request, _("The draft is kept. Nobody else sees it."))
                return redirect("invitations:draft", pk=kept.pk)
            sent = actions.ask(form.data_given(), library=library, by=user)
            messages.success(request, _("Sent. The answer comes within five working days."))
            return redirect("invitations:request", pk=sent.pk)
    offered = Expert.objects.active().filter(institution__in=institutions_for(library)).exclude(topics=None)
    facts = {
        "form": form,
        "library": library,
        "draft": found,
        "offered": offered.select_related("institution").prefetch_related("topics").distinct()[:100],
        "crumbs": [(_("Requests"), reverse("invitations:requests")), (_("New request"), "")],
    }
    return render(request, "invitations/new.html", facts, status=422 if form.errors else 200)
