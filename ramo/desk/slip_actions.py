"""A slip that sends a person on: writing it, and marking that its bearer came."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import Permission, require
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import Area

from . import codes
from .data import HEALTH, NO_REFERRAL, NewSlip, SlipData
from .errors import DayNotOffered, NotOffered, SubmissionElsewhere
from .models import LogOption, ReferralCount, ReferralSlip
from .models.slips import HOLDS

LOOK_AHEAD = timedelta(days=60)


@transaction.atomic
def write_slip(*, library: Library, data: SlipData, submission: UUID, by: User) -> NewSlip | None:
    """With its code, for the paper alone; nothing when this press was heard before. No audit: as with the log."""
    require(by, Permission.USE_DESK, library)
    _check_day(data)
    values = {
        "library": library,
        "area": _area(data.area),
        "referral": _referral(data.referral),
        "institution": _institution(data.institution),
        "need": "" if data.area == HEALTH else data.need,
        "due_on": data.due_on,
        "due_at": data.due_at,
    }
    code = codes.draw()
    try:
        slip, is_new = ReferralSlip.objects.for_library(library).get_or_create(
            submission=submission, defaults={**values, "code_hash": codes.kept(code)}
        )
    except IntegrityError as error:
        raise SubmissionElsewhere from error
    if not is_new:
        return None
    _count(slip, "made")
    return NewSlip(slip.pk, code)


@transaction.atomic
def mark_arrived(*, code: str) -> None:
    """Once for each slip, however often its code comes. Who asks is not told whether there is such a slip."""
    slips = ReferralSlip.objects.across_libraries("the code alone says which library wrote it")
    known = slips.filter(code_hash=codes.kept(code), made_on__gte=clock.today() - HOLDS)
    if known.filter(arrived_on=None).update(arrived_on=clock.today()):
        _count(known.get(), "arrived")


def _count(slip: ReferralSlip, column: str) -> None:
    library = Library(pk=slip.library_id)
    rows = ReferralCount.objects.for_library(library)
    of = {
        "on": slip.made_on,
        "area_id": slip.area_id,
        "referral_id": slip.referral_id,
        "institution_id": slip.institution_id,
    }
    rows.get_or_create(**of, defaults={"library": library})
    rows.filter(**of).update(**{column: F(column) + 1})


def _check_day(data: SlipData) -> None:
    if data.due_on is None:
        if data.due_at is not None:
            raise DayNotOffered("an hour without a day")
        return
    today = clock.today()
    if not today <= data.due_on <= today + LOOK_AHEAD:
        raise DayNotOffered(data.due_on.isoformat())


def _area(key: str) -> Area:
    area = Area.objects.filter(key=key).first()
    if area is None:
        raise NotOffered(f"area: {key}")
    return area


def _referral(key: str) -> LogOption:
    found = LogOption.objects.filter(list=LogOption.List.REFERRAL, key=key).exclude(key=NO_REFERRAL).first()
    if found is None:
        raise NotOffered(f"referral: {key}")
    return found


def _institution(key: str) -> Institution | None:
    if not key:
        return None
    found = Institution.objects.published().filter(key=key).first()
    if found is None:
        raise NotOffered(f"institution: {key}")
    return found
