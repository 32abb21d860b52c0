"""Who gives hours, where, and with whom."""

from django.db.models import Q, QuerySet

from ramo.accounts.models import User
from ramo.experts.models import Expert
from ramo.network.access import Permission
from ramo.network.models import Institution, Library, LibraryQuerySet
from ramo.network.reach import institutions_within, libraries_within
from ramo.network.territories import libraries_reached_by

from .models import Schedule, ScheduleQuerySet

_MOST = 300


def libraries_for(giver: Institution | Library) -> LibraryQuerySet:
    if isinstance(giver, Library):
        return Library.objects.filter(pk=giver.pk)
    return libraries_reached_by(giver)


def experts_of(giver: Institution | Library) -> QuerySet[Expert]:
    place = {"library": giver} if isinstance(giver, Library) else {"institution": giver}
    return Expert.objects.active().filter(**place)


def schedules_within(user: User) -> ScheduleQuerySet:
    """In force, given by the institutions and libraries for which this person may speak."""
    institutions = institutions_within(user, Permission.GIVE_HOURS).values("pk")
    libraries = libraries_within(user, Permission.GIVE_HOURS).values("pk")
    own = Q(institution__in=institutions) | Q(institution=None, library__in=libraries)
    return Schedule.objects.given().whole().filter(own)[:_MOST]
