"""In whose name a person writes notes: own libraries, own districts; the office for any district."""

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Permission, may, memberships_of
from ramo.network.models import Library
from ramo.network.reach import NOTHING
from ramo.network.roles import Role
from ramo.vocabularies.models import District

from .models import LocalNote, LocalNoteQuerySet

Place = Library | District


def places_of(user: User) -> dict[str, Place]:
    """Under "library:9001" or "district:MON"."""
    if may(user, Permission.WRITE_NOTE, NETWORK):
        return {f"district:{district.pk}": district for district in District.objects.all()}
    places: dict[str, Place] = {}
    for membership in memberships_of(user):
        if membership.role == Role.LIBRARIAN and membership.library:
            places[membership.library.scope] = membership.library
        if membership.role == Role.COORDINATOR and membership.district:
            places[f"district:{membership.district_id}"] = membership.district
    return places


def notes_within(user: User) -> LocalNoteQuerySet:
    wanted = NOTHING
    for place in places_of(user).values():
        wanted |= LocalNote.of(place)
    return LocalNote.objects.filter(wanted).select_related("library__settlement", "district")
