"""Libraries follow an edition whose dates moved: each in a transaction of its own, told once, whoever is killed."""

from django.db import transaction
from django.db.models import F

from ramo.audit.actions import record
from ramo.invitations.models import State as Answer
from ramo.kit import clock

from . import calendars, planning, telling
from .models import LibraryTask, Participation, Planned

BEHIND = "the clock brings every library up to the dates of its edition"


def behind() -> list[int]:
    """Those who have not followed the last move yet."""
    rows = Participation.objects.across_libraries(BEHIND).filter(left_at=None, version__lt=F("edition__version"))
    return list(rows.filter(edition__closed_at=None).values_list("pk", flat=True))


@transaction.atomic
def follow(pk: int) -> bool:
    """Tasks and drafts that are not done move; a day that a person chose stays. Whether it was behind."""
    rows = Participation.objects.across_libraries(BEHIND).select_for_update(of=("self",), skip_locked=True)
    found = rows.select_related("edition__kit__area", "edition__partner", "library").filter(pk=pk, left_at=None).first()
    if found is None or found.version >= found.edition.version:
        return False
    found.version = found.edition.version
    found.save(update_fields=["version"])
    tasks = _move_tasks(found)
    telling.file_library_tasks(found, tasks)
    planning.move(found)
    telling.tell_of_move(found)
    record("followed edition", found, detail={"version": found.version})
    return True


def follow_answers() -> int:
    """Drafts take the times that library and partner agreed on; how many."""
    agreed = Planned.objects.filter(request__state=Answer.CONFIRMED, event__state="draft")
    late = agreed.exclude(written_at=F("request__starts_at"))
    return sum(_follow_answer(pk) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _follow_answer(pk: int) -> bool:
    held = Planned.objects.select_for_update(of=("self",)).select_related("event", "request").get(pk=pk)
    return planning.follow_answer(held)


def _move_tasks(participation: Participation) -> list[LibraryTask]:
    joined_on = participation.joined_at.astimezone(clock.COUNTRY_ZONE).date()
    tasks = list(participation.tasks.select_related("task__task").filter(done_on=None))
    for each in tasks:
        each.due_on = calendars.due_for(each.task.due_on, joined_on)
        if each.own_on == each.due_on:
            each.own_on = None
    LibraryTask.objects.bulk_update(tasks, ["due_on", "own_on"])
    return tasks
