"""The rows within the reach of a person's permission: what lists show. Single rows go through `require`."""

from django.db.models import Q, QuerySet

from ramo.accounts.models import User
from ramo.vocabularies.models import District

from .access import Permission, memberships_of
from .models import Institution, InstitutionQuerySet, Library, LibraryQuerySet, Membership, MembershipQuerySet
from .roles import GRANTS, Reach, Role

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def libraries_within(user: User, permission: Permission) -> LibraryQuerySet:
    """Of every status, in the network or not."""
    return Library.objects.filter(_reach(user, permission, district="district", library="pk"))


def memberships_within(user: User, permission: Permission) -> MembershipQuerySet:
    """In force; a coordinator sees the people of the district's libraries, the office everybody."""
    wanted = _reach(user, permission, district="library__district", library="library")
    return Membership.objects.in_force().filter(wanted)


def institutions_within(user: User, permission: Permission) -> InstitutionQuerySet:
    wanted = _reach(user, permission, institution="pk")
    return Institution.objects.published().filter(wanted).select_related("parent__parent")


def districts_within(user: User, permission: Permission) -> "QuerySet[District]":
    return District.objects.filter(_reach(user, permission, district="pk"))


def _reach(user: User, permission: Permission, *, district: str = "", library: str = "", institution: str = "") -> Q:
    """Names of the columns that hold each place; one that is not named lets nothing through."""
    wanted = NOTHING
    for membership in memberships_of(user):
        match GRANTS[Role(membership.role)].get(permission):
            case Reach.NETWORK:
                wanted |= EVERYTHING
            case Reach.OWN_DISTRICT if district:
                wanted |= Q(**{district: membership.district_id})
            case Reach.OWN_LIBRARY if library:
                wanted |= Q(**{library: membership.library_id})
            case Reach.OWN_INSTITUTION if institution:
                wanted |= Q(**{institution: membership.institution_id})
    return wanted


def standing_in(user: User, library: Library) -> str:
    """As whom this person vouches for a library: role and place, never a name; in Bulgarian, as all content."""
    roles = {(Role(membership.role), membership.library_id) for membership in memberships_of(user)}
    if (Role.LIBRARIAN, library.pk) in roles:
        return "библиотеката"
    return "програмният офис" if (Role.OFFICE, None) in roles else "областният координатор"


def standing_for(user: User, institution: Institution) -> str:
    own = {membership.institution_id for membership in memberships_of(user) if membership.role == Role.PARTNER}
    if institution.pk in own:
        return institution.abbreviation_bg or institution.name_bg
    is_office = any(membership.role == Role.OFFICE for membership in memberships_of(user))
    return "програмният офис" if is_office else "редактор на мрежата"
