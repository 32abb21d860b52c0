"""Whose events a person may write, and who sees who is on the list."""

from django.db.models import Q

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Network, Permission, Visitor, may, memberships_of, require
from ramo.network.models import Library
from ramo.network.reach import libraries_within
from ramo.network.roles import Role
from ramo.vocabularies.models import District

from .models import Event, Host

Scope = Library | District | Network


def scope_of(event: Event) -> Scope:
    """The library that organises it, else the district, else the network."""
    return event.organiser or event.district or NETWORK


def may_edit(user: Visitor, event: Event) -> bool:
    return bool(memberships_of(user)) and may(user, Permission.EDIT_EVENT, scope_of(event))


def may_run(user: Visitor, host: Host) -> bool:
    return bool(memberships_of(user)) and may(user, Permission.RUN_EVENT, host.library)


def require_edit(user: Visitor, event: Event) -> User:
    return require(user, Permission.EDIT_EVENT, scope_of(event))


def require_run(user: Visitor, host: Host) -> User:
    return require(user, Permission.RUN_EVENT, host.library)


def own_scope(user: Visitor) -> Scope:
    """In whose name a new event is written: the own library, else the own district, else the network."""
    for membership in memberships_of(user):
        if membership.role == Role.LIBRARIAN and membership.library:
            return membership.library
        if membership.role == Role.COORDINATOR and membership.district:
            return membership.district
    return NETWORK


def within(user: User) -> Q:
    """Hosts that a person looks after: of the libraries within reach, whoever organises them."""
    return Q(library__in=libraries_within(user, Permission.EDIT_EVENT))


def standing_of(user: User) -> str:
    """As whom a person vouches for an event: role and place, never a name; in Bulgarian, as all content."""
    match own_scope(user):
        case Library() as library:
            return f"Библиотека {library.settlement.name_bg}" if library.settlement else library.title_bg
        case District() as district:
            return f"областният координатор, {district.name_bg}"
    return "програмният офис"
