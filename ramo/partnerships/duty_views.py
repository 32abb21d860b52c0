"""Staff: what each side owes, its local changes, and that something was done."""

from collections.abc import Callable
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from . import duty_actions
from .desk_views import crumbs_of
from .errors import Refused
from .forms import DoneForm, DutyForm
from .models import Agreement, Duty, DutyDone
from .reach import own_library, require_confirming, require_writing
from .sentences import refusals_in, sentence_of

_COLUMNS = ("owes", "what_bg", "what_en", "rhythm", "amount", "due_on", "by_locals")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    form = DutyForm(request.POST or None, agreement=found)
    if form.is_valid():
        with refusals_in(form):
            duty_actions.set_duty(found, form.duty, by=user)
            return _done(request, found, _("The duty stands. It becomes a task when its day comes near."))
    return _form(request, form, _("New duty"), found)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    """An inherited one is changed for this partnership only."""
    user, found = require_writing(request.user, pk)
    row = _duty(found, duty)
    form = DutyForm(request.POST or None, agreement=found, initial={name: getattr(row, name) for name in _COLUMNS})
    if form.is_valid():
        with refusals_in(form):
            duty_actions.change_duty(found, row, form.duty, by=user)
            return _done(request, found, _("Saved."))
    title = _("Change the duty") if row.agreement_id == found.pk else _("Change the duty for this place")
    return _form(request, form, title, found)


@require_POST
def drop(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    return _try(request, found, lambda: duty_actions.drop_duty(found, _duty(found, duty), by=user), _("Left out."))


@require_POST
def take_in(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    return _try(request, found, lambda: duty_actions.take_in(found, _duty(found, duty), by=user), _("It stands again."))


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    found = get_object_or_404(Agreement.objects.signed().whole(), pk=pk)
    row = _duty(found, duty)
    user = require_confirming(request.user, found, row)
    own = own_library(user, found) if row.owes == Duty.Owes.LIBRARIES else None
    choices = found.libraries().order_by("place_bg", "pk") if row.owes == Duty.Owes.LIBRARIES and own is None else None
    form = DoneForm(request.POST or None, libraries=choices, initial={"submission": uuid4()})
    if form.is_valid():
        with refusals_in(form):
            duty_actions.mark_done(found, row, form.done(own), by=user)
            return _done(request, found, _("Written. It stands among the evidence."))
    return _form(request, form, _("It is done"), found, duty=row)


@require_POST
def take_back(request: HttpRequest, pk: int, done: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    row = get_object_or_404(DutyDone, pk=done, agreement=found)
    duty_actions.take_back(row, by=user)
    return _done(request, found, _("Taken back."))


def _duty(agreement: Agreement, duty: int) -> Duty:
    """Own or inherited."""
    return get_object_or_404(Duty.objects.filter(agreement__in=[agreement.pk, agreement.parent_id or 0]), pk=duty)


def _try(request: HttpRequest, agreement: Agreement, act: Callable[[], None], sentence: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, sentence_of(refusal)[1])
        return redirect("partnerships:show", agreement.pk)
    return _done(request, agreement, sentence)


def _done(request: HttpRequest, agreement: Agreement, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("partnerships:show", agreement.pk)


def _form(
    request: HttpRequest, form: forms.Form, title: str, agreement: Agreement, *, duty: Duty | None = None
) -> HttpResponse:
    facts = {"form": form, "title": title, "agreement": agreement, "duty": duty, "crumbs": crumbs_of(agreement, title)}
    return render(request, "partnerships/form.html", facts, status=422 if form.errors else 200)
