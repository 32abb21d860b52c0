"""Staff: drafting an agreement, entering the signed copy, annexes, extensions, the end, the libraries covered."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import NETWORK, Permission, may, require, require_somewhere
from ramo.network.models import Library
from ramo.vocabularies.models import District

from . import actions, coverage_actions
from .desk_views import crumbs_of
from .errors import Refused
from .forms import AgreementForm, AnnexForm, EndForm, ExtensionForm, LibrariesForm, SigningForm, initial_of
from .models import Agreement
from .reach import require_writing
from .sentences import refusals_in, sentence_of


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.EDIT_AGREEMENT)
    form = AgreementForm(request.POST or None, user=user, initial=_begun(request, user))
    if form.is_valid():
        with refusals_in(form):
            _require_place(user, form)
            drafted = actions.draft(form.agreement, by=user)
            messages.success(request, _("The draft stands. Add who does what, then enter the signed copy."))
            return redirect("partnerships:show", drafted.pk)
    crumbs = [(_("Agreements"), reverse("partnerships:register")), (_("New agreement"), "")]
    return _form(request, form, _("New agreement"), crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    form = AgreementForm(request.POST or None, user=user, initial=initial_of(found))
    if form.is_valid():
        with refusals_in(form):
            _require_place(user, form)
            actions.rewrite(found, form.agreement, by=user)
            return _done(request, found, _("Saved."))
    return _form(request, form, _("Correct the agreement"), crumbs_of(found, _("Correct")), agreement=found)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    form = SigningForm(request.POST or None, initial={"number": found.number})
    if form.is_valid():
        with refusals_in(form):
            actions.sign(found, form.signing, verified_as=_standing(user), by=user)
            return _done(request, found, _("Entered. From its first day people read that it is in force."))
    return _form(request, form, _("Enter the signed copy"), crumbs_of(found, _("Signed copy")), agreement=found)


@require_http_methods(["GET", "HEAD", "POST"])
def annex(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    form = AnnexForm(request.POST or None, initial={"submission": uuid4()})
    if form.is_valid():
        with refusals_in(form):
            actions.amend(found, form.annex, by=user)
            return _done(request, found, _("The annex stands. Now change what it changes: libraries, duties."))
    return _form(request, form, _("Add an annex"), crumbs_of(found, _("Annex")), agreement=found)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    begun = {"submission": uuid4(), "seen_until": found.until, "what_bg": _("Extends the term.")}
    form = ExtensionForm(request.POST or None, initial=begun)
    if form.is_valid():
        with refusals_in(form):
            actions.amend(found, form.annex, by=user)
            return _done(request, found, _("Extended. The reminders begin anew before the new last day."))
    return _form(request, form, _("Extend the agreement"), crumbs_of(found, _("Extend")), agreement=found)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        with refusals_in(form):
            actions.end(found, form.cleaned_data["on"], form.cleaned_data["why_bg"], by=user)
            return _done(request, found, _("Written. After that day nothing says any more that it is in force."))
    return _form(request, form, _("End the agreement"), crumbs_of(found, _("End")), agreement=found)


@require_http_methods(["GET", "HEAD", "POST"])
def libraries(request: HttpRequest, pk: int) -> HttpResponse:
    """Those on the list, and those of one district that could be on it."""
    user, found = require_writing(request.user, pk)
    code = request.GET.get("district", "") or found.district_id or ""
    standing = found.libraries()
    offered = found.territory().filter(district=code).exclude(pk__in=standing.values("pk")).order_by("place_bg", "pk")
    form = LibrariesForm(request.POST or None, offered=offered)
    if form.is_valid():
        with refusals_in(form):
            count = coverage_actions.cover(found, form.cleaned_data["libraries"], by=user)
            messages.success(request, _("Added: %(count)s.") % {"count": count})
            return redirect(request.get_full_path())
    facts = {
        "agreement": found,
        "form": form,
        "offered": offered.exists(),
        "standing": standing.select_related("settlement", "district").order_by("district", "place_bg", "pk"),
        "code": code,
        "districts": District.objects.order_by("name_bg"),
        "crumbs": crumbs_of(found, _("Libraries")),
    }
    return render(request, "partnerships/libraries.html", facts, status=422 if form.errors else 200)


@require_POST
def uncover(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    try:
        coverage_actions.uncover(found, get_object_or_404(Library, pk=number), by=user)
    except Refused as refusal:
        messages.error(request, sentence_of(refusal)[1])
    else:
        messages.success(request, _("Taken off the list. What it did stays."))
    return redirect("partnerships:libraries", pk)


def _begun(request: HttpRequest, user: User) -> dict[str, Any]:
    """Under a national agreement, when one came from its page: with its services and its subject."""
    begun: dict[str, Any] = {"submission": uuid4(), "our_side_bg": "Звено за управление на програмата", "covers": "all"}
    above = request.GET.get("parent", "")
    parent = Agreement.objects.filter(pk=above, level="national").first() if above.isdecimal() else None
    if parent is None:
        return begun
    return begun | {
        "level": "local",
        "parent": parent,
        "areas": list(parent.areas.all()),
        "subject_bg": parent.subject_bg,
    }


def _require_place(user: User, form: AgreementForm) -> None:
    """The place that was typed lies within reach, not only that of the row."""
    typed = form.agreement
    is_local = typed.level == Agreement.Level.LOCAL
    district = form.cleaned_data["district"]
    require(user, Permission.EDIT_AGREEMENT, district if is_local and district else NETWORK)


def _standing(user: User) -> str:
    """As whom the signed copy was compared; in Bulgarian, as all content."""
    return "програмния офис" if may(user, Permission.EDIT_AGREEMENT, NETWORK) else "областния координатор"


def _done(request: HttpRequest, agreement: Agreement, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("partnerships:show", agreement.pk)


def _form(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    crumbs: list[tuple[str, str]],
    *,
    agreement: Agreement | None = None,
) -> HttpResponse:
    facts = {"form": form, "title": title, "agreement": agreement, "crumbs": crumbs}
    return render(request, "partnerships/form.html", facts, status=422 if form.errors else 200)
