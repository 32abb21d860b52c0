"""Lists on paper: kept by a library for whoever asks there, told of on Mondays."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_noop

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Library
from ramo.search.data import SearchQuery
from ramo.tasks.actions import TaskData, file_task, settle

from . import questions
from .errors import HealthStaysOut, ListFull, NameInLabel
from .health import is_about_health
from .models import AlertHit, Anchor, PaperSearch
from .reading import libraries_with_news

MOST_LISTS = 60  # of one library
_NEWS = gettext_noop("New on paper lists: %(count)d. Print them for Monday")


@transaction.atomic
def keep(*, library: Library, query: SearchQuery, label: str, submission: UUID, by: User) -> PaperSearch:
    """With the next free number of the library."""
    known: PaperSearch | None = PaperSearch.objects.for_library(library).filter(submission=submission).first()
    if known:
        return known
    if is_about_health(query):
        raise HealthStaysOut
    if find_identifier(label):
        raise NameInLabel
    Library.objects.select_for_update().get(pk=library.pk)
    lists = PaperSearch.objects.for_library(library)
    if lists.count() >= MOST_LISTS:
        raise ListFull
    number = (lists.aggregate(last=Max("number"))["last"] or 0) + 1
    saved, anchors = questions.of(query)
    saved.save()
    Anchor.objects.bulk_create(anchors)
    facts = {"number": number, "label": label, "submission": submission}
    kept: PaperSearch = PaperSearch.objects.create(library=library, search=saved, **facts)
    record("kept a list on paper", kept, by=by)
    return kept


@transaction.atomic
def end(paper: PaperSearch, *, by: User) -> None:
    record("ended a list on paper", paper, by=by)
    paper.search.delete()


@transaction.atomic
def mark_printed(*, library: Library, shown: Iterable[int], by: User) -> int:
    """The finds that stood on the sheet count as told; how many. Those that came meanwhile wait."""
    lists = PaperSearch.objects.for_library(library).values("search")
    told = AlertHit.objects.filter(search__in=lists, told_at=None, pk__in=list(shown)).update(told_at=clock.now())
    record("printed lists on paper", library, by=by, detail={"finds": told})
    if not AlertHit.objects.filter(search__in=lists, told_at=None).exists():
        settle(key=_task_key(library.pk))
    return told


def file_tasks() -> int:
    """On Monday each library that has something to print is told; how many."""
    waiting = libraries_with_news()
    for number, count in waiting.items():
        file_task(
            TaskData(
                key=_task_key(number),
                scope=f"library:{number}",
                message=_NEWS,
                params={"count": count},
                link=reverse("alerts:monday"),
                icon="print",
                due_on=clock.today(),
            )
        )
    return len(waiting)


def _task_key(number: str) -> str:
    return f"alerts:paper:{number}"
