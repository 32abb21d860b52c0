"""The only door that writes at the desk: a record of the log, its undoing, a hand-out."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import Permission, require
from ramo.network.models import Library
from ramo.vocabularies.models import Area

from .data import BACK_ENTRY, MOST_SHEETS, NO_REFERRAL, STOPPED, ConsultationData, HandoutData
from .errors import (
    DayNotLoggable,
    NothingToPrint,
    NotOffered,
    ReasonWithoutStop,
    SubmissionElsewhere,
    TaskOfAnotherArea,
)
from .models import Consultation, HalfDay, Handout, LogOption


@transaction.atomic
def log_consultation(*, library: Library, data: ConsultationData, submission: UUID, by: User) -> Consultation:
    """One row a submission, however often it arrives. No audit: it would tell who served whom, and when."""
    require(by, Permission.USE_DESK, library)
    _check_day(data)
    area, chosen = _area(data.area), _options_of(data)
    if chosen["task"].area_id not in {None, area.pk}:
        raise TaskOfAnotherArea(f"{data.task} is not of {data.area}")
    if data.stop_reason and data.outcome != STOPPED:
        raise ReasonWithoutStop(data.stop_reason)
    values = {**chosen, "library": library, "area": area, "on": data.on, "half": data.half}
    try:
        return Consultation.objects.for_library(library).get_or_create(
            submission=submission, defaults={**values, "is_demo": library.is_demo}
        )[0]
    except IntegrityError as error:
        raise SubmissionElsewhere from error


@transaction.atomic
def undo_consultation(*, library: Library, submission: UUID, by: User) -> bool:
    """Whether there was such a record. Which one may be undone, and how long, the session that logged it knows."""
    require(by, Permission.USE_DESK, library)
    return Consultation.objects.for_library(library).filter(submission=submission).delete()[0] > 0


@transaction.atomic
def record_handout(*, library: Library, data: HandoutData, submission: UUID, by: User) -> Handout:
    """Counts the sheets that one person takes along."""
    require(by, Permission.USE_DESK, library)
    if not 1 <= data.sheets <= MOST_SHEETS:
        raise NothingToPrint(f"{data.sheets} sheets")
    values = {
        "library": library,
        "on": clock.today(),
        "half": HalfDay.now(),
        "area": _area(data.area) if data.area else None,
        "sheets": data.sheets,
        "is_large_print": data.is_large_print,
        "is_demo": library.is_demo,
    }
    try:
        return Handout.objects.for_library(library).get_or_create(submission=submission, defaults=values)[0]
    except IntegrityError as error:
        raise SubmissionElsewhere from error


def _check_day(data: ConsultationData) -> None:
    today = clock.today()
    if not today - BACK_ENTRY <= data.on <= today:
        raise DayNotLoggable(data.on.isoformat())
    if data.half not in HalfDay.values:
        raise NotOffered(f"half of a day: {data.half}")


def _options_of(data: ConsultationData) -> dict[str, LogOption]:
    """The chosen options by their list; the lists and the columns bear the same names."""
    keys = {kind: str(getattr(data, kind)) for kind in LogOption.List.values}
    if keys["referral"] == NO_REFERRAL:
        del keys["referral"]
    for optional in ("outcome", "stop_reason"):
        if not keys[optional]:
            del keys[optional]
    wanted = reduce(or_, (Q(list=kind, key=key) for kind, key in keys.items()))
    found = {option.list: option for option in LogOption.objects.filter(wanted)}
    if missing := keys.keys() - found.keys():
        raise NotOffered(", ".join(f"{kind}: {keys[kind]}" for kind in sorted(missing)))
    return found


def _area(key: str) -> Area:
    area = Area.objects.filter(key=key).first()
    if area is None:
        raise NotOffered(f"area: {key}")
    return area
