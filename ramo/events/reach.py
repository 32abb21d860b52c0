"""Whose events a person may write, and who sees who is on the list."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Network, Permission, Visitor, may, memberships_of, require
from ramo.network.models import Institution, Library, LibraryQuerySet
from ramo.network.reach import institutions_within, libraries_within, standing_for
from ramo.network.roles import Role
from ramo.network.territories import libraries_reached_by
from ramo.trust.models import State
from ramo.vocabularies.models import District

from .models import Event, Host, OwnPublisher

Scope = Library | Institution | District | Network


def scope_of(event: Event) -> Scope:
    """The library that organises it, else the institution that wrote it, the district, the network."""
    return event.organiser or event.institution or event.district or NETWORK


def may_edit(user: Visitor, event: Event) -> bool:
    return bool(memberships_of(user)) and may(user, Permission.EDIT_EVENT, scope_of(event))


def may_run(user: Visitor, host: Host) -> bool:
    return bool(memberships_of(user)) and may(user, Permission.RUN_EVENT, host.library)


def may_publish(user: Visitor, event: Event) -> bool:
    """Who wrote it; what an institution wrote, who looks after all libraries it is for, or itself if it may."""
    institution = event.institution
    if institution is None or (may_edit(user, event) and publishes_itself(institution)):
        return may_edit(user, event)
    hosts = [host.library for host in event.hosts.select_related("library")]
    return bool(hosts) and all(may(user, Permission.EDIT_EVENT, library) for library in hosts)


def publishes_itself(institution: Institution) -> bool:
    return OwnPublisher.objects.filter(institution=institution).exists()


def require_offered(user: Visitor, event: Event) -> User:
    """Of what an institution wrote: who may publish it; each library where it takes place may look."""
    person = require(user, Permission.WORK, NETWORK)
    if may_publish(person, event):
        return person
    own = event.hosts.filter(library__in=libraries_within(person, Permission.EDIT_EVENT)).select_related("library")
    host = own.first()
    if host is None or event.state == State.DRAFT:
        raise PermissionDenied("who looks after its libraries publishes it")
    return require(person, Permission.EDIT_EVENT, host.library)


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
        if membership.role == Role.PARTNER and membership.institution:
            return membership.institution
    return NETWORK


def libraries_for(user: User, scope: Scope) -> LibraryQuerySet:
    """A librarian may invite any library of the network; others write for those within reach."""
    match scope:
        case Library():
            return Library.objects.active().in_network()
        case Institution() as institution:
            return libraries_reached_by(institution).active()
    return libraries_within(user, Permission.EDIT_EVENT).active().in_network()


def within(user: User) -> Q:
    """Hosts that a person looks after: of the libraries within reach, whoever organises them; of what one wrote."""
    own = Q(event__institution__in=institutions_within(user, Permission.EDIT_EVENT).values("pk"))
    return own | Q(library__in=libraries_within(user, Permission.EDIT_EVENT))


def standing_of(user: User) -> str:
    """As whom a person vouches for an event: role and place, never a name; in Bulgarian, as all content."""
    match own_scope(user):
        case Library() as library:
            return f"Библиотека {library.settlement.name_bg}" if library.settlement else library.title_bg
        case District() as district:
            return f"областният координатор, {district.name_bg}"
        case Institution() as institution:
            return standing_for(user, institution)
    return "програмният офис"
