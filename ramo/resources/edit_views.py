"""Staff: writing resources and needs, and moving them along their states; none of it confirms anything."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ramo.network.access import NETWORK, Permission, require
from ramo.trust.actions import history_of
from ramo.trust.models import State

from . import actions
from .cards import kind_of
from .errors import KeyTaken
from .forms import NeedForm, NewResourceForm, ResourceForm, TermForm
from .lookup import guide_or_404
from .models import Need, Resource
from .pages import address_of, title_of
from .review import Reach
from .telling import told
from .vouching import scope_of

_MOVES = {
    State.DRAFT: gettext_lazy("Back to draft"),
    State.IN_REVIEW: gettext_lazy("Send for review"),
    State.PUBLISHED: gettext_lazy("Publish"),
    State.WITHDRAWN: gettext_lazy("Withdraw"),
}
_SAVED = gettext_lazy("Saved. Saving does not confirm: press “Still true” once you have looked.")
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
def new_resource(request: HttpRequest) -> HttpResponse:
    reach = Reach.of(request.user)
    user = require(request.user, Permission.EDIT_RESOURCE, reach.scope)
    form = NewResourceForm(request.POST or None, owners=reach.owners())
    if form.is_valid():
        require(user, Permission.EDIT_RESOURCE, form.cleaned_data["owner"] or NETWORK)
        try:
            added = actions.add_resource(form.cleaned_data["key"], form.facts(), by=user)
        except KeyTaken:
            form.add_error("key", _("This key is taken. Choose another one."))
        else:
            return redirect("resources:resource_edit", key=added.pk)
    facts = {"form": form, "crumbs": _crumbs(_("New resource"))}
    return render(request, "resources/new_resource.html", facts, status=422 if form.errors else 200)


@form_methods
def edit_resource(request: HttpRequest, key: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.whole(), key=key)
    user = require(request.user, Permission.EDIT_RESOURCE, scope_of(resource))
    form = ResourceForm(request.POST or None, resource=resource, owners=Reach.of(user).owners())
    if form.is_valid():
        require(user, Permission.EDIT_RESOURCE, form.cleaned_data["owner"] or NETWORK)
        actions.edit_resource(resource, form.facts(), by=user)
        messages.success(request, _SAVED)
        return redirect("resources:resource_edit", key=key)
    return edit_page(request, resource, form=form)


@form_methods
def edit_need(request: HttpRequest, key: str) -> HttpResponse:
    need = get_object_or_404(Need.objects.whole(), key=key)
    user = require(request.user, Permission.EDIT_RESOURCE, scope_of(need))
    form = NeedForm(request.POST or None, need=need)
    if form.is_valid():
        actions.edit_need(need, form.facts(), by=user)
        messages.success(request, _SAVED)
        return redirect("resources:need_edit", key=key)
    return edit_page(request, need, form=form)


@require_POST
def move(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    guide = guide_or_404(kind, key)
    user = require(request.user, Permission.EDIT_RESOURCE, scope_of(guide))
    to = request.POST.get("to", "")
    if to not in State.values:
        raise Http404
    done = _("Now it is: %(state)s.") % {"state": State(to).label}
    told(request, lambda: actions.move(guide, to=State(to), by=user), done)
    return redirect(f"resources:{kind}_edit", key=guide.pk)


def edit_page(
    request: HttpRequest,
    guide: Need | Resource,
    *,
    form: ResourceForm | NeedForm | None = None,
    term: TermForm | None = None,
) -> HttpResponse:
    """The form of the facts and, beside it, that of the confirmation; whichever was refused comes filled in."""
    form, term = form or _form_of(request, guide), term or TermForm()
    facts = {
        "form": form,
        "term": term,
        "guide": guide,
        "kind": kind_of(guide),
        "title": title_of(guide),
        "address": address_of(guide),
        "edit_address": reverse(f"resources:{kind_of(guide)}_edit", args=[guide.pk]),
        "area": guide.area,
        "trust": guide.trust_line(),
        "history": history_of(guide),
        "moves": [(to, _MOVES[to]) for to in sorted(actions.STEPS[State(guide.state)])],
        "crumbs": _crumbs(title_of(guide)),
    }
    return render(request, "resources/edit.html", facts, status=422 if form.errors or term.errors else 200)


def _form_of(request: HttpRequest, guide: Need | Resource) -> ResourceForm | NeedForm:
    if isinstance(guide, Resource):
        return ResourceForm(resource=guide, owners=Reach.of(request.user).owners())
    return NeedForm(need=guide)


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("For review"), reverse("resources:review")), (title, "")]
