"""Libraries, institutions, and who works for which."""

from .institutions import Institution, InstitutionQuerySet
from .libraries import Library, LibraryQuerySet
from .memberships import Membership, MembershipQuerySet

__all__ = [
    "Institution",
    "InstitutionQuerySet",
    "Library",
    "LibraryQuerySet",
    "Membership",
    "MembershipQuerySet",
]
