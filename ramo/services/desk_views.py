"""Staff pages of services: the checklist of one's own library, and who gives what within reach."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.kit.languages import said
from ramo.network.access import NETWORK, Permission, library_of, may, may_somewhere, require
from ramo.network.models import Library
from ramo.network.reach import libraries_within
from ramo.trust.errors import AlreadyWithdrawn

from . import actions
from .errors import AlreadyOff, ChecksMissing, IdentifierInText, NotInNetwork, Refused
from .forms import OfferForm
from .models import LibraryService, Service, ServiceCheck
from .standing import Row, who_gives_what

PAGE_SIZE = 50


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """A librarian is led to the own library; the others see who gives what, and the texts they may vouch for."""
    user = require(request.user, Permission.WORK, NETWORK)
    if own := library_of(user):
        return redirect("services:library_services", own.pk)
    texts = [each for each in Service.objects.published().whole() if may(user, Permission.VERIFY, each.partner)]
    page = _page(request, user)
    facts = {
        "texts": texts,
        "page": page,
        "givers": who_gives_what(list(page)),
        "may_see_libraries": may_somewhere(user, Permission.EDIT_SERVICES),
        "crumbs": [(_("Services"), "")],
    }
    return render(request, "services/overview.html", facts)


@require_safe
def library_services(request: HttpRequest, number: str) -> HttpResponse:
    library = _library(number)
    require(request.user, Permission.EDIT_SERVICES, library)
    given = {each.service_id: each for each in LibraryService.objects.offered_by(library)}
    rows = [Row(service, given.get(service.pk)) for service in Service.objects.published().whole()]
    facts = {"library": library, "rows": rows, "crumbs": _crumbs(library)}
    return render(request, "services/library.html", facts)


@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """On with its checklist; a service that is on has its offer brought up to date."""
    library = _library(number)
    user = require(request.user, Permission.EDIT_SERVICES, library)
    service = get_object_or_404(Service.objects.published().whole(), key=key)
    given = LibraryService.objects.offered_by(library).filter(service=service).first()
    checks = list(service.checks.all())
    form = OfferForm(request.POST or None, checks=checks, given=given)
    if request.method == "POST" and form.is_valid() and _switch_on(library, service, form, by=user):
        messages.success(request, _("It is on. People see it on the page of the library."))
        return redirect("services:library_services", number)
    facts = {
        "library": library,
        "service": service,
        "given": given,
        "form": form,
        "crumbs": _crumbs(library, str(said(service, "name", get_language()))),
    }
    return render(request, "services/switch.html", facts, status=422 if form.errors else 200)


@require_POST
def switch_off(request: HttpRequest, number: str, key: str) -> HttpResponse:
    library = _library(number)
    user = require(request.user, Permission.EDIT_SERVICES, library)
    try:
        actions.switch_off(library, get_object_or_404(Service, key=key), by=user)
    except AlreadyOff:
        messages.error(request, _("The service is off already."))
    else:
        messages.success(request, _("It is off. People no longer see it here."))
    return redirect("services:library_services", number)


@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    service = get_object_or_404(Service.objects.whole(), key=key)
    user = require(request.user, Permission.VERIFY, service.partner)
    try:
        actions.confirm_service(service, by=user)
    except AlreadyWithdrawn:
        messages.error(request, _("This service is withdrawn, so nothing is confirmed."))
    else:
        messages.success(request, _("Confirmed: the text of the service is right today."))
    return redirect("services:services")


def _switch_on(library: Library, service: Service, form: OfferForm, *, by: User) -> bool:
    try:
        actions.switch_on(library, service, form.offer, by=by)
    except Refused as refusal:
        _explain(form, refusal)
        return False
    return True


def _explain(form: OfferForm, refusal: Refused) -> None:
    match refusal:
        case ChecksMissing(keys=keys):
            open_still = "; ".join(_said(check) for check in ServiceCheck.objects.filter(pk__in=keys))
            form.add_error("ticks", _("Not in place yet: %(checks)s.") % {"checks": open_still})
        case IdentifierInText(column=column):
            form.add_error(column, _("This looks like a personal number or a person’s phone. Remove it."))
        case NotInNetwork():
            form.add_error(None, _("The library is not in the network, so it cannot give its services."))
        case _:
            raise refusal


def _said(check: ServiceCheck) -> str:
    return str(said(check, "text", get_language())).rstrip(".")


def _page(request: HttpRequest, user: User) -> "Page[Library]":
    libraries = libraries_within(user, Permission.EDIT_SERVICES).in_network().order_by("district", "place_bg", "pk")
    return Paginator(libraries.select_related("settlement", "district"), PAGE_SIZE).get_page(request.GET.get("page"))


def _crumbs(library: Library, service: str = "") -> list[tuple[str, str]]:
    own = reverse("services:library_services", args=[library.pk])
    crumbs = [(_("Services"), reverse("services:services")), (library.place, own if service else "")]
    return [*crumbs, (service, "")] if service else crumbs


def _library(number: str) -> Library:
    return get_object_or_404(Library.objects.select_related("settlement", "district"), pk=number)
