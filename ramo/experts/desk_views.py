"""Staff: the experts of an institution or a library, what they offer, and when they are taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.network.access import NETWORK, Permission, require, require_somewhere

from . import actions
from .busy import days_of
from .errors import PersonalNumber
from .forms import ExpertForm
from .models import Expert
from .reach import experts_within, sender_of


@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.GIVE_HOURS)
    found = list(experts_within(user).order_by("-is_active", "role_bg", "name")[:300])
    facts = {
        "experts": found,
        "busy": days_of(each for each in found if each.is_active),
        "may_add": sender_of(user) is not None,
        "crumbs": [(_("Experts"), "")],
    }
    return render(request, "experts/experts.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.WORK, NETWORK)
    sender = sender_of(user)
    if sender is None:
        raise PermissionDenied("experts are sent by an institution or a library")
    require(user, Permission.GIVE_HOURS, sender)
    form = ExpertForm(request.POST or None)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        topics = typed.pop("topics")
        try:
            expert = actions.add_expert(sender, **typed, by=user)
            actions.amend_expert(expert, **typed, topics=topics, by=user)
            messages.success(request, _("Written."))
            return redirect("experts:experts")
        except PersonalNumber:
            _refuse(form)
    return _form_page(request, form, _("New expert"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    expert = get_object_or_404(Expert.objects.select_related("institution", "library"), pk=pk)
    user = require(request.user, Permission.GIVE_HOURS, expert.sender)
    form = ExpertForm.of(expert, request.POST or None)
    if form.is_valid():
        try:
            actions.amend_expert(expert, **form.cleaned_data, by=user)
            messages.success(request, _("Written."))
            return redirect("experts:experts")
        except PersonalNumber:
            _refuse(form)
    return _form_page(request, form, expert.role_bg, expert)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """And back again by the same key."""
    expert = get_object_or_404(Expert.objects.select_related("institution", "library"), pk=pk)
    user = require(request.user, Permission.GIVE_HOURS, expert.sender)
    if expert.is_active:
        actions.retire_expert(expert, by=user)
        messages.success(request, _("Comes no more. What was promised stands until somebody calls it off."))
    else:
        actions.restore_expert(expert, by=user)
        messages.success(request, _("May be asked again."))
    return redirect("experts:experts")


def _refuse(form: ExpertForm) -> None:
    form.add_error(None, _("This looks like a personal number. Remove it – we do not need it."))


def _form_page(request: HttpRequest, form: ExpertForm, heading: str, expert: Expert | None = None) -> HttpResponse:
    crumbs = [(_("Experts"), reverse("experts:experts")), (heading, "")]
    facts = {"form": form, "expert": expert, "heading": heading, "crumbs": crumbs}
    return render(request, "experts/edit.html", facts, status=422 if form.errors else 200)
