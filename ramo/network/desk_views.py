"""Staff pages of libraries and institutions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.trust.actions import history_of
from ramo.trust.errors import AlreadyWithdrawn

from . import actions, finder, reach
from .access import NETWORK, Permission, may, may_somewhere, require, require_somewhere
from .errors import AlreadyAdded, AlreadyInNetwork, NotActive, NotInNetwork
from .forms import ContactsForm, NewLibraryForm, PlaceForm
from .models import Institution, Library, LibraryQuerySet

PAGE_SIZE = 50
LONGEST_QUESTION = 80
SHOWN = {
    "network": lambda libraries: libraries.in_network(),
    "unchecked": lambda libraries: libraries.in_network().for_review(),
    "unplaced": lambda libraries: libraries.active().filter(settlement=None),
    "all": lambda libraries: libraries,
}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Libraries within reach; who looks after none is led to the institutions."""
    user = require(request.user, Permission.WORK, NETWORK)
    if not may_somewhere(user, Permission.EDIT_LIBRARY):
        return redirect("network:institutions")
    shown = request.GET["show"] if request.GET.get("show") in SHOWN else "network"
    typed = _typed(request)
    libraries = SHOWN[shown](reach.libraries_within(user, Permission.EDIT_LIBRARY))
    facts = {
        "shown": shown,
        "typed": typed,
        "page": Paginator(_in_order(libraries, typed), PAGE_SIZE).get_page(request.GET.get("page")),
        "query": urlencode({"show": shown, "q": typed}) + "&",
        "may_admit": may(user, Permission.ADMIT_LIBRARY, NETWORK),
        "may_grant": may_somewhere(user, Permission.GRANT_MEMBERSHIP),
        "may_oversee": may_somewhere(user, Permission.OVERSEE),
        "may_verify": may_somewhere(user, Permission.VERIFY),
        "crumbs": [(_("Network"), "")],
    }
    return render(request, "network/overview.html", facts)


def _typed(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]


def _in_order(libraries: LibraryQuerySet, typed: str) -> LibraryQuerySet:
    for word in typed.split():
        libraries = libraries.filter(
            Q(name_bg__icontains=word) | Q(place_bg__icontains=word) | Q(district__name_bg__icontains=word) | Q(pk=word)
        )
    return finder.in_order(libraries.select_related("settlement", "municipality", "district"))


@require_http_methods(["GET", "POST"])
def library(request: HttpRequest, number: str) -> HttpResponse:
    found = _library(number)
    user = require(request.user, Permission.EDIT_LIBRARY, found)
    columns = {"phone": found.phone, "email": found.email, "address_bg": found.address_bg}
    form = ContactsForm(request.POST or None, initial=columns)
    if form.is_valid():
        actions.edit_contacts(found, form.contacts, by=user)
        messages.success(request, _("Saved. If the contacts are right, say so below."))
        return redirect("network:library_desk", number)
    return _library_page(request, found, form, PlaceForm())


def _library_page(request: HttpRequest, found: Library, form: ContactsForm, place_form: PlaceForm) -> HttpResponse:
    facts = {
        "library": found,
        "form": form,
        "place_form": place_form,
        "history": [each.verified_on for each in history_of(found)],
        "people": found.memberships.in_force().select_related("user"),
        "may_admit": may(request.user, Permission.ADMIT_LIBRARY, NETWORK),
        "may_grant": may(request.user, Permission.GRANT_MEMBERSHIP, found),
        "crumbs": [(_("Network"), reverse("network:overview")), (found.place, "")],
    }
    return render(request, "network/library_desk.html", facts, status=422 if form.errors or place_form.errors else 200)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    found = _library(number)
    user = require(request.user, Permission.EDIT_LIBRARY, found)
    try:
        actions.confirm_contacts(found, verified_as=reach.standing_in(user, found), by=user)
    except AlreadyWithdrawn:
        messages.error(request, _("This library is withdrawn, so nothing is confirmed."))
    else:
        messages.success(request, _("Confirmed: the contacts are right today."))
    return redirect("network:library_desk", number)


@require_POST
def join(request: HttpRequest, number: str) -> HttpResponse:
    user = require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    try:
        actions.join_network(_library(number), by=user)
    except AlreadyInNetwork:
        messages.error(request, _("The library is in the network already."))
    except NotActive:
        messages.error(request, _("A library that does not work cannot join."))
    else:
        messages.success(request, _("The library is in the network. Now give its people their places."))
    return redirect("network:library_desk", number)


@require_POST
def leave(request: HttpRequest, number: str) -> HttpResponse:
    user = require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    try:
        actions.leave_network(_library(number), by=user)
    except NotInNetwork:
        messages.error(request, _("The library is not in the network."))
    else:
        messages.success(request, _("The library has left. Its people can no longer work in it."))
    return redirect("network:library_desk", number)


@require_POST
def settle_place(request: HttpRequest, number: str) -> HttpResponse:
    user = require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    found = _library(number)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _library_page(request, found, ContactsForm(), form)
    actions.place_library(found, form.cleaned_data["place"], by=user)
    messages.success(request, _("Saved. The library stands on the map."))
    return redirect("network:library_desk", number)


@require_http_methods(["GET", "POST"])
def add_library(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    form = NewLibraryForm(request.POST or None)
    added = _add(form, user) if form.is_valid() else None
    if added:
        messages.success(request, _("Added with number %(number)s.") % {"number": added.pk})
        return redirect("network:library_desk", added.pk)
    crumbs = [(_("Network"), reverse("network:overview")), (_("New library"), "")]
    facts = {"form": form, "crumbs": crumbs}
    return render(request, "network/add_library.html", facts, status=422 if form.errors else 200)


def _add(form: NewLibraryForm, user: User) -> Library | None:
    try:
        return actions.add_library(form.new_library, by=user)
    except AlreadyAdded:
        form.add_error("name_bg", _("There is a library of this name in this place already."))
        return None


@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.VERIFY)
    typed = _typed(request)
    found = reach.institutions_within(user, Permission.VERIFY).named(typed)
    facts = {
        "typed": typed,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": urlencode({"q": typed}) + "&",
        "crumbs": [(_("Institutions"), "")],
    }
    return render(request, "network/institutions.html", facts)


@require_POST
def confirm_institution(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Institution, pk=key)
    user = require(request.user, Permission.VERIFY, found)
    try:
        actions.confirm_institution(found, verified_as=reach.standing_for(user, found), by=user)
    except AlreadyWithdrawn:
        messages.error(request, _("This institution is withdrawn, so nothing is confirmed."))
    else:
        messages.success(request, _("Confirmed: the address of %(name)s is right today.") % {"name": found})
    return redirect("network:institutions")


def _library(number: str) -> Library:
    whole = Library.objects.select_related("settlement__municipality", "municipality", "district")
    return get_object_or_404(whole, pk=number)
