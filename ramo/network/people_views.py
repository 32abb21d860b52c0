"""Staff pages of people: who works where, giving and ending places."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramo.accounts.models import User

from . import actions, reach
from .access import NETWORK, Network, Permission, require, require_somewhere
from .errors import AlreadyHasPlace, NotInNetwork
from .forms import GrantForm
from .models import Library, Membership, MembershipQuerySet
from .roles import Role

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """A coordinator gives places in the district's libraries; every other role is the office's to give."""
    user = require_somewhere(request.user, Permission.GRANT_MEMBERSHIP)
    form = GrantForm(request.POST or None, initial={"role": Role.LIBRARIAN, "library": request.GET.get("library", "")})
    if form.is_valid():
        require(request.user, Permission.GRANT_MEMBERSHIP, _giver_scope(form.scope))
        if _invite(form, by=user):
            messages.success(request, _("Done. A letter with a link to set the password leaves for a new colleague."))
            return redirect("network:people")
    facts = {
        "form": form,
        "page": Paginator(_whole(user), PAGE_SIZE).get_page(request.GET.get("page")),
        "query": "",
        "crumbs": [(_("Network"), reverse("network:overview")), (_("People"), "")],
    }
    return render(request, "network/people.html", facts, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.in_force().select_related("library"), pk=pk)
    user = require(request.user, Permission.GRANT_MEMBERSHIP, _giver_scope(membership.library))
    actions.end_membership(membership, by=user)
    messages.success(request, _("Ended. The person can no longer work there."))
    return redirect("network:people")


def _whole(user: User) -> MembershipQuerySet:
    within = reach.memberships_within(user, Permission.GRANT_MEMBERSHIP)
    return within.select_related("user", "library__settlement", "district", "institution")


def _giver_scope(scope: object) -> Library | Network:
    return scope if isinstance(scope, Library) else NETWORK


def _invite(form: GrantForm, *, by: User) -> bool:
    try:
        actions.invite(form.person, form.place, by=by)
    except AlreadyHasPlace:
        form.add_error("email", _("This person has this role there already."))
    except NotInNetwork:
        form.add_error("library", _("This library is not in the network."))
    else:
        return True
    return False
