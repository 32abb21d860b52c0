"""Who looks at the page: the chosen library, big type, and a signed-in person's role and place."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.accounts.models import User
from ramo.design.data import ChosenLibrary, StaffTab, WorkingAs
from ramo.kit.languages import said

from . import cookies
from .access import Permission, SecondStepNeeded, SignInNeeded, library_of, may_somewhere, memberships_of
from .hours import today_at, with_hours
from .models import Library, LibraryQuerySet, Membership
from .roles import Role

_TABS = {
    StaffTab.DESK: {Permission.WORK},
    StaffTab.REVIEW: {Permission.VERIFY},
    StaffTab.OFFERS: {Permission.EDIT_LISTING},
    StaffTab.EVENTS: {Permission.EDIT_EVENT},
    StaffTab.HOURS: {Permission.GIVE_HOURS},
    StaffTab.REQUESTS: {Permission.SEE_REQUESTS},
    StaffTab.SERVICES: {Permission.EDIT_SERVICES, Permission.VERIFY},
    StaffTab.AGREEMENTS: {Permission.EDIT_AGREEMENT, Permission.ANSWER_REQUEST},  # the two who sign
    StaffTab.CAMPAIGNS: {Permission.JOIN_CAMPAIGN, Permission.VERIFY},
    StaffTab.PAGES: {Permission.EDIT_CORNER},
    StaffTab.FIGURES: {Permission.SEE_FIGURES},
    StaffTab.PROOFS: {Permission.SEE_PROOF},
    StaffTab.NETWORK: {Permission.EDIT_LIBRARY, Permission.VERIFY},
}


class Visitor:
    """Sets `chosen_library`, `big_type` and `working_as`; leads to the sign-in page and back.

    A reader without cookies costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.big_type = cookies.wants_big_type(request)  # type: ignore[attr-defined]
        request.chosen_library = _chosen_library(request)  # type: ignore[attr-defined]
        request.working_as = _working_as(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SignInNeeded):
            # A form that was sent cannot be sent again by a link, so its address is no way back.
            was = request.get_full_path() if request.method == "GET" else resolve_url("desk:desk")
            return redirect_to_login(exception.back or was)
        if isinstance(exception, SecondStepNeeded):
            return HttpResponseRedirect(resolve_url("mfa_activate_totp"))
        return None


def _chosen_library(request: HttpRequest) -> ChosenLibrary | None:
    """What the cookie says, if the register knows it; at work, one's own library."""
    number = cookies.chosen_number(request)
    if number and (chosen := _as_chosen(Library.objects.active().filter(number=number))):
        return chosen
    own = library_of(request.user)
    return _as_chosen(Library.objects.filter(number=own.number)) if own else None


def _as_chosen(libraries: LibraryQuerySet) -> ChosenLibrary | None:
    chosen = with_hours(libraries.select_related("settlement")).first()
    if chosen is None:
        return None
    today = today_at(chosen)
    return ChosenLibrary(chosen.number, chosen.place, chosen.current_phone, today.text if today else "")


def _working_as(user: User | AnonymousUser) -> WorkingAs | None:
    if not isinstance(user, User):
        return None
    memberships = memberships_of(user)
    if not memberships:
        return None
    tabs = tuple(tab for tab, needed in _TABS.items() if any(may_somewhere(user, each) for each in needed))
    role = str(Role(memberships[0].role).label)
    return WorkingAs(role, _place(memberships[0]), tabs, hands_out=may_somewhere(user, Permission.USE_DESK))


def _place(membership: Membership) -> str:
    if membership.library:
        return membership.library.place
    for scope in (membership.district, membership.institution):
        if scope:
            return str(said(scope, "name", get_language()))
    return _("the whole network")
