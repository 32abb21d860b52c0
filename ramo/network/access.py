"""The one gate: `require(user, permission, scope)`. Every view opens with it or is marked `public`."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from ramo.accounts.models import User
from ramo.accounts.second_step import must_set_up_app
from ramo.kit.public import public
from ramo.tasks.models import PERSON
from ramo.vocabularies.models import District

from .models import Institution, Library, Membership
from .roles import GRANTS, Permission, Reach, Role

__all__ = [
    "NETWORK",
    "Network",
    "Permission",
    "SecondStepNeeded",
    "SignInNeeded",
    "library_of",
    "may",
    "may_somewhere",
    "memberships_of",
    "personal_scope",
    "public",
    "require",
    "require_somewhere",
    "scopes_of",
]

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Network:
    """The scope of everything."""


NETWORK: Final = Network()
Scope = Library | Institution | District | Network


class SignInNeeded(Exception):
    """Nobody is signed in; the middleware leads to the sign-in page, and to `back` or to where one was."""

    back = ""


class SecondStepNeeded(Exception):
    """This account works only with an authenticator app, which is not set up yet."""


def require(user: Visitor, permission: Permission, scope: Scope) -> User:
    """The signed-in person, when they may; otherwise SignInNeeded, SecondStepNeeded or PermissionDenied."""
    person = _signed_in(user)
    if not may(user, permission, scope):
        raise PermissionDenied(f"{permission} needs another role or place")
    return person


def require_somewhere(user: Visitor, permission: Permission) -> User:
    """For lists: the page then shows only what lies within reach (`reach.py`)."""
    person = _signed_in(user)
    if not may_somewhere(user, permission):
        raise PermissionDenied(f"{permission} needs another role")
    return person


def may(user: Visitor, permission: Permission, scope: Scope) -> bool:
    return any(_grants(membership, permission, scope) for membership in memberships_of(user))


def may_somewhere(user: Visitor, permission: Permission) -> bool:
    """Whether there is any scope where this person may; decides which tabs show, never what is done."""
    return any(permission in GRANTS[Role(membership.role)] for membership in memberships_of(user))


def memberships_of(user: Visitor) -> list[Membership]:
    """Memberships in force, read once a request (the account object lives as long as its request)."""
    if not isinstance(user, User) or not user.is_active or must_set_up_app(user):
        return []
    known: list[Membership] | None = getattr(user, "_memberships_in_force", None)
    if known is None:
        known = list(
            user.memberships.in_force().select_related(
                "library__settlement", "library__district", "district", "institution"
            )
        )
        user._memberships_in_force = known  # type: ignore[attr-defined]
    return known


def library_of(user: Visitor) -> Library | None:
    """The library where this person works at the desk; the first, when there are several."""
    at_desk = (m.library for m in memberships_of(user) if m.role == Role.LIBRARIAN)
    return next((library for library in at_desk if library is not None), None)


def scopes_of(user: User) -> list[str]:
    """Scope strings of the tasks this person should see: the own ones, while there is a place to work at."""
    places = [_scope_string(membership) for membership in memberships_of(user)]
    return [personal_scope(user), *places] if places else []


def personal_scope(user: User) -> str:
    """Of tasks that are one person's."""
    return f"{PERSON}{user.pk}"


def _signed_in(user: Visitor) -> User:
    if not isinstance(user, User) or not user.is_active:
        raise SignInNeeded
    if must_set_up_app(user):
        raise SecondStepNeeded
    return user


def _scope_string(membership: Membership) -> str:
    if membership.library_id:
        return f"library:{membership.library_id}"
    if membership.district_id:
        return f"district:{membership.district_id}"
    if membership.institution_id:
        return f"institution:{membership.institution_id}"
    return "network"


def _grants(membership: Membership, permission: Permission, scope: Scope) -> bool:
    reach = GRANTS[Role(membership.role)].get(permission)
    match reach:
        case None:
            return False
        case Reach.NETWORK:
            return True
        case Reach.OWN_LIBRARY:
            return isinstance(scope, Library) and membership.library_id == scope.pk
        case Reach.OWN_INSTITUTION:
            return isinstance(scope, Institution) and membership.institution_id == scope.pk
        case Reach.OWN_DISTRICT:
            if isinstance(scope, Library):
                return membership.district_id == scope.district_id
            return isinstance(scope, District) and membership.district_id == scope.pk
