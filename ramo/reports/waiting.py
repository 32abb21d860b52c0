"""What waits for somebody to look at it, by district."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, QuerySet

from ramo.design.data import DUE_SOON
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.trust.models import ChangeReport, State
from ramo.vocabularies.models import District

from .data import Waiting

_INSTITUTION = "institution:"


def by_district(districts: "Iterable[District]", *, with_network: bool) -> list[Waiting]:
    """`with_network` adds what belongs to no district: national institutions, reports about their texts."""
    contacts = _contacts(Library.objects.in_network().active())
    institutions: Counter[str | None] = Counter(
        Institution.objects.for_review().order_by().values_list("district", flat=True)
    )
    reported = _reported()
    rows = [
        Waiting(
            district,
            **contacts.get(district.pk, {}),
            institutions=institutions[district.pk],
            reported=reported[district.pk],
        )
        for district in districts
    ]
    national = Waiting(None, institutions=institutions[None], reported=reported[None])
    return [*rows, national] if with_network else rows


def contacts_waiting(column: str, libraries: "QuerySet[Library]") -> dict[str, int]:
    """How many libraries wait for a check of their contacts, by a column."""
    return {area: sum(counts.values()) for area, counts in _contacts(libraries, column).items()}


def _contacts(libraries: "QuerySet[Library]", column: str = "district") -> dict[str, Mapping[str, int]]:
    """Each library once: expired before due soon, never checked before both."""
    today = clock.today()
    published, checked = Q(state=State.PUBLISHED), Q(verified_on__isnull=False)
    counted = (
        libraries.order_by()
        .values(column)
        .annotate(
            unverified=Count("pk", filter=published & ~checked),
            expired=Count("pk", filter=published & checked & Q(valid_until__lt=today)),
            due_soon=Count("pk", filter=published & checked & Q(valid_until__range=(today, today + DUE_SOON))),
        )
    )
    return {row.pop(column): row for row in counted}


def _reported() -> Counter[str | None]:
    scopes = ChangeReport.objects.waiting().values_list("scope", flat=True)
    keys = [scope.removeprefix(_INSTITUTION) if scope.startswith(_INSTITUTION) else None for scope in scopes]
    district_of = dict(Institution.objects.filter(pk__in=filter(None, keys)).values_list("pk", "district"))
    return Counter(district_of.get(key) if key else None for key in keys)
