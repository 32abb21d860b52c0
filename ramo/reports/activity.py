"""Which libraries of the network keep their desk: by records alone, whoever made them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from ramo.desk.models import Consultation, Handout
from ramo.kit import clock
from ramo.network.models import LibraryQuerySet

from .data import Silent

RECENT = timedelta(days=30)
_REASON = "whether a library had any desk record of late; nothing of the record itself is read"


def with_recent(libraries: LibraryQuerySet) -> LibraryQuerySet:
    """Annotated with `is_recent`: a consultation or a hand-out within thirty days."""
    since = _first_recent_day()
    either = Q(Exists(_of_library(Consultation).filter(on__gte=since))) | Q(
        Exists(_of_library(Handout).filter(on__gte=since))
    )
    return libraries.annotate(is_recent=either)


def silent(libraries: LibraryQuerySet) -> LibraryQuerySet:
    """In the network for thirty days and without a record for as long; the longest silence first."""
    since = _first_recent_day()
    members = libraries.in_network().active().filter(joined_on__lt=since)
    # Greatest passes over nulls: a library that only printed is as old as its last sheet.
    last = Greatest(_last(Consultation), _last(Handout))
    return (
        members.annotate(last_on=last)
        .filter(Q(last_on=None) | Q(last_on__lt=since))
        .select_related("settlement", "municipality", "district")
        .order_by(F("last_on").asc(nulls_first=True), "joined_on", "number")
    )


def as_rows(libraries: "QuerySet[Any] | list[Any]") -> list[Silent]:
    """`libraries` come from `silent`. Silence begins with the last record, or with joining."""
    today = clock.today()
    return [
        Silent(library, library.last_on, (today - (library.last_on or library.joined_on)).days) for library in libraries
    ]


def _first_recent_day() -> date:
    return clock.today() - RECENT


def _of_library(model: type[Consultation] | type[Handout]) -> "QuerySet[Any]":
    return model.objects.across_libraries(_REASON).filter(library=OuterRef("pk"))


def _last(model: type[Consultation] | type[Handout]) -> Subquery:
    newest = _of_library(model).order_by().values("library").annotate(newest=Max("on"))
    return Subquery(newest.values("newest"))
