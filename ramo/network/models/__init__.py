"""Libraries with their hours, institutions, and who works for which."""

from .hours import HoursException, LibraryNotice, OpeningHours
from .institutions import Institution, InstitutionQuerySet
from .libraries import Library, LibraryQuerySet
from .memberships import Membership, MembershipQuerySet
from .territories import OfficeTerritory

__all__ = [
    "HoursException",
    "Institution",
    "InstitutionQuerySet",
    "Library",
    "LibraryNotice",
    "LibraryQuerySet",
    "Membership",
    "MembershipQuerySet",
    "OfficeTerritory",
    "OpeningHours",
]
