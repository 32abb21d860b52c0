"""Whose offers a person may write: those of the own institution, of the own district, or all."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ramo.accounts.models import User
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.access import NETWORK, Network, Permission, Visitor, may, memberships_of, require
from ramo.network.models import Institution
from ramo.network.roles import Role
from ramo.vocabularies.models import District

from .models import Listing

Scope = Institution | District | Network


@dataclass(frozen=True, slots=True)
class Reach:
    """`everything`, or what lies in the districts or is of the institutions."""

    institutions: tuple[Institution, ...]
    districts: tuple[District, ...]
    everything: bool

    @classmethod
    def of(cls, user: Visitor) -> "Reach":
        places = memberships_of(user)
        institutions = tuple(each.institution for each in places if each.role == Role.PARTNER and each.institution)
        districts = tuple(each.district for each in places if each.role == Role.COORDINATOR and each.district)
        return cls(institutions, districts, everything=may(user, Permission.EDIT_LISTING, NETWORK))

    @property
    def scope(self) -> Scope:
        """What the gate is asked for before a list or an empty form opens."""
        own: tuple[Institution | District, ...] = (*self.institutions, *self.districts)
        return NETWORK if self.everything or not own else own[0]

    def within(self) -> Q:
        """As a condition on listings."""
        if self.everything:
            return Q()
        return Q(institution__in=self.institutions) | Q(districts__overlap=[each.pk for each in self.districts])

    def owners(self) -> "QuerySet[Institution]":
        """In whose name this person may write."""
        if self.everything:
            return Institution.objects.published()
        own = Q(pk__in=[each.pk for each in self.institutions]) | Q(district__in=self.districts)
        return Institution.objects.published().filter(own)


def scopes_of(listing: Listing) -> list[Scope]:
    """Each alone is enough: its institution, the districts of its places; what lies nowhere is the network's."""
    districts = District.objects.filter(pk__in=listing.districts) if listing.districts else ()
    found: list[Scope] = [*([listing.institution] if listing.institution else []), *districts]
    return found or [NETWORK]


def may_edit(user: Visitor, listing: Listing) -> bool:
    if not memberships_of(user):
        return False
    return any(may(user, Permission.EDIT_LISTING, scope) for scope in scopes_of(listing))


def require_edit(user: Visitor, listing: Listing) -> User:
    scopes = scopes_of(listing)
    own = next((scope for scope in scopes if may(user, Permission.EDIT_LISTING, scope)), scopes[0])
    return require(user, Permission.EDIT_LISTING, own)


def may_write_in(reach: Reach, *, institution: str, districts: Collection[str]) -> bool:
    """Whether an offer of this institution, in these districts, may be written; none of both is the network's."""
    own_institution = institution in {each.pk for each in reach.institutions}
    own_district = bool(set(districts) & {each.pk for each in reach.districts})
    return reach.everything or own_institution or own_district


def standing_of(user: User) -> str:
    """In whose name a person confirms an offer: role and institution, never a name; in Bulgarian, as all content."""
    for membership in memberships_of(user):
        match membership.role:
            case Role.PARTNER if membership.institution:
                return membership.institution.abbreviation_bg or membership.institution.name_bg
            case Role.COORDINATOR if membership.district:
                return f"областният координатор, {getattr(membership.district, f'name_{SOURCE_LANGUAGE}')}"
    return "програмният офис"
