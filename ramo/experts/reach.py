"""Whose experts a person looks after."""

from django.db.models import Q

from ramo.accounts.models import User
from ramo.network.access import Permission, memberships_of
from ramo.network.models import Institution, Library
from ramo.network.reach import institutions_within, libraries_within
from ramo.network.roles import Role

from .models import Expert, ExpertQuerySet


def sender_of(user: User) -> Institution | Library | None:
    """As whom this person sends experts and gives hours: an institution, or a library."""
    for membership in memberships_of(user):
        if membership.role == Role.PARTNER and membership.institution:
            return membership.institution
        if membership.role == Role.LIBRARIAN and membership.library:
            return membership.library
    return None


def experts_within(user: User) -> ExpertQuerySet:
    """Active or retired, of the institutions and libraries for which this person may speak."""
    institutions = institutions_within(user, Permission.GIVE_HOURS).values("pk")
    libraries = libraries_within(user, Permission.GIVE_HOURS).values("pk")
    found = Expert.objects.filter(Q(institution__in=institutions) | Q(library__in=libraries))
    return found.select_related("institution", "library__settlement").prefetch_related("topics__area")
