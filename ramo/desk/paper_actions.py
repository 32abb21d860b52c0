"""A day counted on paper: entering it, taking it back."""

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.network.access import Permission, require
from ramo.network.models import Library
from ramo.vocabularies.models import Area

from .data import AGE_UNKNOWN, BACK_ENTRY, MOST_OF_A_DAY, MOST_STROKES, PaperData
from .errors import (
    DayNotLoggable,
    EmptySheet,
    NotOffered,
    SubmissionElsewhere,
    TaskOfAnotherArea,
    TooLateToUndo,
    TooManyStrokes,
)
from .models import Consultation, LogOption, PaperDay


@transaction.atomic
def enter_paper_day(*, library: Library, data: PaperData, submission: UUID, by: User) -> PaperDay:
    """As many consultations as the sheet has strokes, once a submission; audited as a count."""
    require(by, Permission.USE_DESK, library)
    _check_sheet(data)
    values = {"library": library, "on": data.on, "count": data.total}
    try:
        day, is_new = PaperDay.objects.for_library(library).get_or_create(submission=submission, defaults=values)
    except IntegrityError as error:
        raise SubmissionElsewhere from error
    if is_new:
        rows = _consultations(day, data)
        Consultation.objects.across_libraries("rows of the own library, made in bulk").bulk_create(rows)
        record("entered paper", day, by=by, detail={"records": data.total})
    return day


@transaction.atomic
def undo_paper_day(*, library: Library, day: PaperDay, by: User) -> None:
    require(by, Permission.USE_DESK, library)
    gone = PaperDay.objects.for_library(library).undoable().filter(pk=day.pk)
    if not gone.exists():
        raise TooLateToUndo(str(day))
    record("undid paper", day, by=by, detail={"records": day.count})
    gone.delete()


def _check_sheet(data: PaperData) -> None:
    today = clock.today()
    if not today - BACK_ENTRY <= data.on <= today:
        raise DayNotLoggable(data.on.isoformat())
    if data.total < 1:
        raise EmptySheet
    if data.total > MOST_OF_A_DAY or any(not 0 <= stroke.count <= MOST_STROKES for stroke in data.strokes):
        raise TooManyStrokes(str(data.total))


def _consultations(day: PaperDay, data: PaperData) -> Iterator[Consultation]:
    options = {(option.list, option.key): option for option in LogOption.objects.all()}
    areas = Area.objects.in_bulk()
    common = {
        "library_id": day.library_id,
        "on": day.on,
        "half": "",
        "mode": _option(options, LogOption.List.MODE, data.mode) if data.mode else None,
        "minutes": _option(options, LogOption.List.MINUTES, data.minutes) if data.minutes else None,
        "age_band": _option(options, LogOption.List.AGE_BAND, AGE_UNKNOWN),
        "paper_day": day,
        "is_demo": day.library.is_demo,
    }
    number = 0
    for stroke in data.strokes:
        task = _option(options, LogOption.List.TASK, stroke.task)
        if stroke.area not in areas:
            raise NotOffered(f"area: {stroke.area}")
        if task.area_id not in {None, stroke.area}:
            raise TaskOfAnotherArea(f"{stroke.task} is not of {stroke.area}")
        for _ in range(stroke.count):
            number += 1
            submission = uuid5(day.submission, str(number))
            yield Consultation(**common, area_id=stroke.area, task=task, submission=submission)


def _option(options: dict[tuple[str, str], LogOption], kind: str, key: str) -> LogOption:
    if (kind, key) not in options:
        raise NotOffered(f"{kind}: {key}")
    return options[kind, key]
