"""Staff: what waits for review, confirming it, answering readers, and editing apart from confirming."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.network.access import NETWORK, Permission, may, require
from ramo.trust.actions import history_of
from ramo.trust.errors import AlreadyWithdrawn
from ramo.trust.models import ChangeReport, State

from . import actions
from .cards import NEED, RESOURCE
from .errors import ExpertNeeded, KeyTaken, NoSuchStep
from .forms import NeedForm, NewResourceForm, ResourceForm
from .models import Need, Resource
from .pages import address_of, title_of
from .review import ARCHIVE, Reach, queue
from .vouching import scope_of

_MOVES = {
    State.DRAFT: gettext_lazy("Back to draft"),
    State.IN_REVIEW: gettext_lazy("Send for review"),
    State.PUBLISHED: gettext_lazy("Publish"),
    State.WITHDRAWN: gettext_lazy("Withdraw"),
}
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    reach = Reach.of(request.user)
    require(request.user, Permission.VERIFY, reach.scope)
    asked = {name: request.GET.get(name, "") for name in ("reason", "state", "page")}
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
    guide = _guide(kind, key)
    user = require(request.user, Permission.VERIFY, scope_of(guide))
    done = _("Noted: “%(title)s” is still true.") % {"title": title_of(guide)}
    _told(request, lambda: actions.confirm_item(guide, by=user), done)
    return redirect("resources:review")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(ChangeReport, pk=pk)
    guide = _reported(report)
    user = require(request.user, Permission.VERIFY, scope_of(guide))
    outcome = request.POST.get("outcome", "")
    if outcome not in ChangeReport.Outcome.values:
        raise Http404
    answered = ChangeReport.Outcome(outcome)
    done = _("Noted. The report is closed.")
    _told(request, lambda: actions.answer_report(report, guide, outcome=answered, by=user), done)
    return redirect("resources:review")


@require_POST
def move(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    guide = _guide(kind, key)
    user = require(request.user, Permission.EDIT_RESOURCE, scope_of(guide))
    to = request.POST.get("to", "")
    if to not in State.values:
        raise Http404
    done = _("Now it is: %(state)s.") % {"state": State(to).label}
    _told(request, lambda: actions.move(guide, to=State(to), by=user), done)
    return redirect(f"resources:{kind}_edit", key=guide.pk)


@form_methods
def new_resource(request: HttpRequest) -> HttpResponse:
    reach = Reach.of(request.user)
    user = require(request.user, Permission.EDIT_RESOURCE, reach.scope)
    form = NewResourceForm(request.POST or None, owners=reach.owners())
    if form.is_valid():
        facts = form.facts()
        require(request.user, Permission.EDIT_RESOURCE, form.cleaned_data["owner"] or NETWORK)
        try:
            added = actions.add_resource(form.cleaned_data["key"], facts, by=user)
        except KeyTaken:
            form.add_error("key", _("This key is taken. Choose another one."))
        else:
            return redirect("resources:resource_edit", key=added.pk)
    return _form_page(request, "resources/new_resource.html", form, {"crumbs": _crumbs(_("New resource"))})


@form_methods
def edit_resource(request: HttpRequest, key: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.whole(), key=key)
    user = require(request.user, Permission.EDIT_RESOURCE, scope_of(resource))
    form = ResourceForm(request.POST or None, resource=resource, owners=Reach.of(user).owners())
    if form.is_valid():
        require(user, Permission.EDIT_RESOURCE, form.cleaned_data["owner"] or NETWORK)
        actions.edit_resource(resource, form.facts(), by=user)
        messages.success(request, _("Saved. Saving does not confirm: press “Still true” once you have looked."))
        return redirect("resources:resource_edit", key=key)
    return _form_page(request, "resources/edit.html", form, _editing(resource, RESOURCE))


@form_methods
def edit_need(request: HttpRequest, key: str) -> HttpResponse:
    need = get_object_or_404(Need.objects.whole(), key=key)
    user = require(request.user, Permission.EDIT_RESOURCE, scope_of(need))
    form = NeedForm(request.POST or None, need=need)
    if form.is_valid():
        actions.edit_need(need, form.facts(), by=user)
        messages.success(request, _("Saved. Saving does not confirm: press “Still true” once you have looked."))
        return redirect("resources:need_edit", key=key)
    return _form_page(request, "resources/edit.html", form, _editing(need, NEED))


def _form_page(request: HttpRequest, template: str, form: Any, facts: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"form": form, **facts}, status=422 if form.errors else 200)


def _editing(guide: Need | Resource, kind: str) -> dict[str, Any]:
    return {
        "guide": guide,
        "kind": kind,
        "title": title_of(guide),
        "address": address_of(guide),
        "area": guide.area,
        "trust": guide.trust_line(),
        "history": history_of(guide),
        "moves": [(to, _MOVES[to]) for to in sorted(actions.STEPS[State(guide.state)])],
        "crumbs": _crumbs(title_of(guide)),
    }


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("For review"), reverse("resources:review")), (title, "")]


def _guide(kind: str, key: str) -> Need | Resource:
    if kind == RESOURCE:
        return get_object_or_404(Resource.objects.whole(), pk=key)
    if kind == NEED:
        return get_object_or_404(Need.objects.whole(), pk=key)
    raise Http404


def _reported(report: ChangeReport) -> Need | Resource:
    by_label = {Resource._meta.label_lower: RESOURCE, Need._meta.label_lower: NEED}
    return _guide(by_label.get(report.target_kind, ""), report.target_key)


def _told(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Does it and says so; a refusal becomes a sentence above the same page."""
    try:
        act()
    except ExpertNeeded:
        messages.error(request, _("A health text is confirmed by an expert of its institution or by the office."))
    except AlreadyWithdrawn:
        messages.error(request, _("This was withdrawn. Publish it again first."))
    except NoSuchStep:
        messages.error(request, _("This step is not open any more. Look at its state now."))
    else:
        messages.success(request, done)
