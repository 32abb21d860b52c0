"""Whose sources a person may mind: those of the own institution, of the own district, or all."""

from django.db.models import Q, QuerySet

from ramo.accounts.models import User
from ramo.listings.reach import Reach
from ramo.network.access import NETWORK, Network, Permission, Visitor, may, require
from ramo.network.models import Institution, Membership
from ramo.network.roles import GRANTS
from ramo.vocabularies.models import District

from .models import Source, SourceQuerySet

Scope = Institution | District | Network


def sources_within(user: User) -> SourceQuerySet:
    reach = Reach.of(user)
    found = Source.objects.select_related("institution", "district", "owner")
    if reach.everything:
        return found
    return found.filter(Q(institution__in=reach.institutions) | Q(district__in=reach.districts))


def institutions_without_list(user: User) -> list[Institution]:
    """Own ones, of a partner, that brought no list yet."""
    own = Reach.of(user).institutions
    known = set(Source.objects.brought().filter(institution__in=own).values_list("institution", flat=True))
    return [each for each in own if each.pk not in known]


def scopes_of(source: Source) -> list[Scope]:
    """Each alone is enough; what is of nobody is the network's."""
    found: list[Scope] = [each for each in (source.institution, source.district) if each is not None]
    return found or [NETWORK]


def require_source(user: Visitor, source: Source, permission: Permission = Permission.EDIT_LISTING) -> User:
    """Its partner too may see it and bring lists; to change it takes `Permission.MANAGE_SOURCE`."""
    scopes = scopes_of(source)
    own = next((scope for scope in scopes if may(user, permission, scope)), scopes[0])
    return require(user, permission, own)


def may_mind(user: Visitor, source: Source) -> bool:
    """Whether this person can open it, and be asked about it."""
    return any(may(user, Permission.EDIT_LISTING, scope) for scope in scopes_of(source))


def minders() -> "QuerySet[User]":
    """Who can be asked about some source."""
    roles = [role for role, grants in GRANTS.items() if Permission.EDIT_LISTING in grants]
    places = Membership.objects.in_force().filter(role__in=roles)
    return User.objects.filter(is_active=True, memberships__in=places).distinct().order_by("name", "email")


def may_manage(user: Visitor, source: Source) -> bool:
    return any(may(user, Permission.MANAGE_SOURCE, scope) for scope in scopes_of(source))
