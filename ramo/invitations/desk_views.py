"""Staff: requests of a library to the experts of an institution, and their answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.accounts.models import User
from ramo.experts.actions import add_expert
from ramo.experts.busy import days_of
from ramo.experts.models import Expert
from ramo.network.access import Permission, may, may_somewhere, require, require_somewhere

from . import actions, making_actions
from .data import Side
from .errors import AlreadyMade, NotYourTurn
from .forms import AcceptForm, ExpertChoice, HeldForm, ProposeForm, ReasonForm
from .lists import sections_for, side_of
from .models import ExpertRequest, State
from .sentences import refusals_in


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.SEE_REQUESTS)
    facts = {
        "sections": sections_for(user),
        "may_ask": may_somewhere(user, Permission.ASK_EXPERT),
        "may_oversee": may_somewhere(user, Permission.OVERSEE),
        "may_send": may_somewhere(user, Permission.GIVE_HOURS),
        "crumbs": [(_("Requests"), "")],
    }
    return render(request, "invitations/requests.html", facts)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    found, user = _read(request, pk)
    if found.state == State.DRAFT:
        return redirect("invitations:draft", pk=pk)
    if request.method == "GET" and side_of(user, found) == Side.INSTITUTION:
        actions.see(found)
    return _page(request, found, user)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """By either side: the institution says who comes."""
    found, user, side = _acting(request, pk)
    is_institution = side == Side.INSTITUTION
    form: forms.Form = (
        AcceptForm(request.POST, institution=found.institution) if is_institution else _TimeForm(request.POST)
    )
    if form.is_valid():
        with refusals_in(form):
            expert = _expert(form, found, user) if is_institution else None
            actions.accept(found, form.cleaned_data["time"], side=side, expert=expert, by=user)
            messages.success(request, _("Confirmed. The other side has a letter."))
            return redirect("invitations:request", pk=pk)
    return _page(request, found, user, accept=form)


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    found, user, side = _acting(request, pk)
    form = ProposeForm(request.POST, prefix="p")
    who = ExpertChoice(request.POST, institution=found.institution, prefix="p") if side == Side.INSTITUTION else None
    if form.is_valid() and (who is None or who.is_valid()):
        with refusals_in(form):
            expert = _expert(who, found, user) if who else None
            actions.propose(found, form.times(), form.cleaned_data["word"], side=side, expert=expert, by=user)
            messages.success(request, _("Sent. Now it is the other side’s turn."))
            return redirect("invitations:request", pk=pk)
    return _page(request, found, user, propose=form, proposed_expert=who)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """By the institution; a library withdraws."""
    found, user, side = _acting(request, pk)
    form = ReasonForm(request.POST, prefix="r")
    if form.is_valid():
        with refusals_in(form):
            act = actions.decline if side == Side.INSTITUTION else actions.withdraw
            act(found, form.cleaned_data["reason"], by=user)
            messages.success(request, _("Done. The other side has a letter with your reason."))
            return redirect("invitations:request", pk=pk)
    return _page(request, found, user, reason=form)


@require_POST
def held(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ExpertRequest.objects.whole(), pk=pk)
    user = require(request.user, Permission.ASK_EXPERT, found.library)
    form = HeldForm(request.POST, prefix="h")
    if form.is_valid():
        with refusals_in(form):
            actions.report_held(found, form.cleaned_data["people"], by=user)
            messages.success(request, _("Written. The request is closed."))
            return redirect("invitations:request", pk=pk)
    return _page(request, found, user, held=form)


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """An event to look at and publish, or hours that people book."""
    found = get_object_or_404(ExpertRequest.objects.whole(), pk=pk)
    user = require(request.user, Permission.ASK_EXPERT, found.library)
    try:
        link = making_actions.make(found, by=user)
    except (AlreadyMade, NotYourTurn):
        messages.error(request, _("It is made already, or not confirmed. Look at what stands now."))
        return redirect("invitations:request", pk=pk)
    messages.success(request, _("Made of the request. Look whether all of it is right."))
    return redirect(link)


class _TimeForm(forms.Form):
    time = forms.IntegerField()


def _read(request: HttpRequest, pk: int) -> tuple[ExpertRequest, User]:
    found = get_object_or_404(ExpertRequest.objects.whole(), pk=pk)
    if found.state == State.DRAFT:
        return found, require(request.user, Permission.ASK_EXPERT, found.library)
    is_theirs = may(request.user, Permission.SEE_REQUESTS, found.institution)
    return found, require(request.user, Permission.SEE_REQUESTS, found.institution if is_theirs else found.library)


def _acting(request: HttpRequest, pk: int) -> tuple[ExpertRequest, User, Side]:
    found = get_object_or_404(ExpertRequest.objects.whole(), pk=pk)
    if may(request.user, Permission.ANSWER_REQUEST, found.institution):
        return found, require(request.user, Permission.ANSWER_REQUEST, found.institution), Side.INSTITUTION
    return found, require(request.user, Permission.ASK_EXPERT, found.library), Side.LIBRARY


def _page(request: HttpRequest, found: ExpertRequest, user: User, **sent: Any) -> HttpResponse:
    """The request with its history and what the person may do now; `sent` are forms that came back."""
    side = side_of(user, found)
    is_turn = side is not None and found.waits_for == side
    institution = found.institution
    facts = {
        "request_": found,
        "side": side,
        "is_turn": is_turn,
        "times": found.times_now,
        "steps": found.steps.all(),
        "accept": sent.get("accept") or (AcceptForm(institution=institution) if side == Side.INSTITUTION else None),
        "propose": sent.get("propose") or ProposeForm(prefix="p"),
        "who": sent.get("proposed_expert") or ExpertChoice(institution=institution, prefix="p"),
        "reason": sent.get("reason") or ReasonForm(prefix="r"),
        "held": sent.get("held") or HeldForm(prefix="h"),
        "busy": days_of(Expert.objects.active().filter(institution=institution)) if side else [],
        "crumbs": _crumbs(_("Request %(number)s") % {"number": found.pk}),
    }
    return render(request, "invitations/request.html", facts, status=422 if sent else 200)


def _expert(form: forms.Form, found: ExpertRequest, user: User) -> Expert:
    chosen: Expert | None = form.cleaned_data["expert"]
    role = form.cleaned_data["role_bg"]
    return chosen or add_expert(found.institution, role_bg=role, role_en="", name="", by=user)


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("Requests"), reverse("invitations:requests")), (title, "")]
