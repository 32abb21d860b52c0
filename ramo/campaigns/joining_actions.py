"""The door through which libraries join, do their tasks and leave."""

from datetime import date

from django.db import connection, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.network.models import Library
from ramo.tasks.actions import settle, settle_many

from . import calendars, planning, telling
from .data import Who
from .errors import DayOutside, NotCovered, NotInNetwork, NotJoined, NotOpen
from .models import Edition, LibraryTask, Participation


@transaction.atomic
def join(edition: Edition, library: Library, *, by: User) -> Participation:
    """One press: tasks with their days, drafts of events, requests to the partner. A second press changes nothing."""
    held = _shared(edition)
    _refuse_unfit(held, library)
    rows = Participation.objects.for_library(library)
    found, is_new = rows.get_or_create(edition=held, defaults={"library": library, "version": held.version})
    if not is_new:
        found = rows.select_for_update().get(pk=found.pk)
        if found.left_at is None:
            return found
        found.left_at, found.joined_at = None, clock.now()
    found.edition, found.library, found.version = held, library, held.version
    found.save()
    tasks = _write_tasks(found)
    telling.file_library_tasks(found, tasks)
    planning.plan(found, tasks, by=by)
    settle(key=telling.invitation_key(held, library))
    record("joined campaign", found, by=by)
    return found


@transaction.atomic
def leave(edition: Edition, library: Library, *, by: User) -> None:
    """What nobody touched goes with it; what is done stays counted, what was published takes place."""
    found = _held(edition, library)
    found.left_at = clock.now()
    found.save(update_fields=["left_at"])
    settle_many([each.key for each in found.tasks.all()])
    settle(key=f"{found.key}:moved")
    planning.take_back(found, by=by)
    record("left campaign", found, by=by)


@transaction.atomic
def mark_done(task: LibraryTask, *, by: User, is_done: bool = True) -> None:
    """Said again the other way it is open again, under its day."""
    held = _held(task.participation.edition, task.participation.library)
    mine = held.tasks.select_related("task__task").get(pk=task.pk)
    if bool(mine.done_on) == is_done:
        return
    mine.done_on = clock.today() if is_done else None
    mine.save(update_fields=["done_on"])
    if is_done:
        settle(key=mine.key)
    else:
        telling.file_library_tasks(held, [mine])
    record("did task" if is_done else "opened task again", held, by=by, detail={"task": mine.task.task.code})


@transaction.atomic
def set_own_day(task: LibraryTask, day: date | None, *, by: User) -> None:
    """A day of the library's own, which later moves leave alone; None is the campaign's again."""
    held = _held(task.participation.edition, task.participation.library)
    if day and not held.edition.starts_on <= day <= held.edition.ends_on:
        raise DayOutside
    mine = held.tasks.select_related("task__task").get(pk=task.pk)
    mine.own_on = day if day != mine.due_on else None
    mine.save(update_fields=["own_on"])
    telling.file_library_tasks(held, [mine])
    record("set own day", held, by=by, detail={"task": mine.task.task.code})


def has_seen_move(participation: Participation) -> None:
    """Somebody of the library has opened the page."""
    settle(key=f"{participation.key}:moved")


@transaction.atomic
def ask_anew(edition: Edition, library: Library, *, by: User) -> int:
    """Requests that were declined are asked again, by the person's press; how many."""
    return planning.ask_missing(_held(edition, library), by=by)


def _shared(edition: Edition) -> Edition:
    """Many join at a moment; whoever moves the dates waits for them, and they for whoever has begun to move."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM campaigns_edition WHERE id = %s FOR SHARE", [edition.pk])
    return Edition.objects.whole().get(pk=edition.pk)


def _held(edition: Edition, library: Library) -> Participation:
    """Locked; refused where the library is not in it, or the edition is closed."""
    rows = Participation.objects.for_library(library).filter(edition=edition, left_at=None)
    found = rows.select_for_update(of=("self",)).select_related("edition__kit", "library").first()
    if found is None:
        raise NotJoined
    if not found.edition.is_open:
        raise NotOpen
    return found


def _refuse_unfit(edition: Edition, library: Library) -> None:
    if not edition.is_open or edition.is_expired(clock.today()):
        raise NotOpen
    if not library.is_in_network or library.status != Library.Status.ACTIVE:
        raise NotInNetwork
    if not edition.covers(library.district_id) or (edition.is_demo and not library.is_demo):
        raise NotCovered


def _write_tasks(participation: Participation) -> list[LibraryTask]:
    """Of the library, the partner and the school: all that happens here."""
    joined_on = clock.today()
    wanted = participation.edition.tasks.select_related("task").exclude(task__who=Who.NETWORK)
    LibraryTask.objects.bulk_create(
        (
            LibraryTask(participation=participation, task=each, due_on=calendars.due_for(each.due_on, joined_on))
            for each in wanted
        ),
        update_conflicts=True,
        unique_fields=["participation", "task"],
        update_fields=["due_on"],
    )
    return list(participation.tasks.select_related("task__task"))
