"""What staff see of campaigns: the editions that concern them, and who is silent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Permission, library_of, may, memberships_of
from ramo.network.models import Library
from ramo.vocabularies.models import District

from .models import Edition, Participation
from .progress import Progress

CLOSED_SHOWN = 12
PHONES = 3  # of a silent district
QUIET_SHOWN = 60
REASON = "who is silent in a campaign, for a call; nothing of a person is read"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """`joined` is the own library's participation; `open_tasks` what it has still to do."""

    edition: Edition
    joined: Participation | None
    open_tasks: int
    is_for_us: bool


@dataclass(frozen=True, slots=True)
class SilentDistrict:
    district: District
    phones: list[Library]


def rows_for(user: User) -> list[EditionRow]:
    editions = Edition.objects.whole()
    if not may(user, Permission.RUN_CAMPAIGN, NETWORK):
        partners = {membership.institution_id for membership in memberships_of(user) if membership.institution_id}
        editions = editions.filter(Q(pk__in=Edition.objects.open()) | Q(partner__in=partners))
    library = library_of(user)
    joined = _joined(library) if library else {}
    rows = []
    for edition in editions.order_by("closed_at", "anchor_on")[: CLOSED_SHOWN * 3]:
        mine = joined.get(edition.pk)
        left = getattr(mine, "open_tasks", 0) if mine else 0
        rows.append(EditionRow(edition, mine, left, library is None or edition.covers(library.district_id)))
    return rows


def silent_districts(progress: Progress) -> tuple[list[SilentDistrict], list[District]]:
    """Where nobody joined or nothing is done: whom to call there; and those without a library in the network."""
    silent = [row.district for row in progress.rows if row.is_silent]
    found: dict[str, list[Library]] = {}
    members = Library.objects.active().in_network().filter(district__in=silent)
    for library in members.select_related("settlement").order_by("district", "kind", "place_bg"):
        found.setdefault(library.district_id, []).append(library)
    to_call = [SilentDistrict(each, _first(found[each.pk])) for each in silent if each.pk in found]
    return to_call, [each for each in silent if each.pk not in found]


def quiet_libraries(edition: Edition, districts: Sequence[District]) -> list[Participation]:
    """They joined and have done nothing yet."""
    rows = Participation.objects.across_libraries(REASON).filter(edition=edition, left_at=None)
    rows = rows.filter(library__district__in=districts).annotate(done=Count("tasks__done_on")).filter(done=0)
    return list(rows.select_related("library__settlement", "library__district").order_by("joined_at")[:QUIET_SHOWN])


def _first(libraries: list[Library]) -> list[Library]:
    """With a phone, the regional library before the others."""
    known = [library for library in libraries if library.phone]
    return sorted(known, key=lambda library: library.kind != Library.Kind.REGIONAL)[:PHONES]


def _joined(library: Library) -> dict[int, Participation]:
    rows = Participation.objects.for_library(library).filter(left_at=None)
    counted = rows.annotate(open_tasks=Count("tasks", filter=Q(tasks__done_on=None)))
    return {row.edition_id: row for row in counted}
