"""The only door that writes hours: their pattern, their slots, who books, moves, gives up and comes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.experts.actions import engage, release
from ramo.experts.data import EngagementData, Span
from ramo.experts.errors import AlreadyEngaged
from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.mailing.actions import send
from ramo.search.actions import file_card, withdraw_card
from ramo.seats import actions as seats
from ramo.seats.data import ClaimData, PoolData
from ramo.seats.errors import AlreadyClaimed, NoRoomThere, NothingHeld, NotOpen
from ramo.seats.keys import person_of
from ramo.seats.models import Claim, Pool, State

from . import emails, telling
from .addresses import day_address
from .cards import KIND, card_of
from .data import CONTACT_DAYS, OWNER, Planned, ScheduleData
from .errors import ClosedBeforeItOpens, HoldsAnother, IdentifierInText, NotBookable, SlotGone, Taken
from .models import DayOff, Schedule, Slot, WalkIn
from .pattern import horizon, planned
from .today import settle_day

_SAME = (
    "title_bg",
    "room_bg",
    "weekday",
    "opens",
    "closes",
    "minutes",
    "capacity",
    "starts_on",
    "ends_on",
    "weeks_ahead",
)


@transaction.atomic
def put_schedule(data: ScheduleData, *, by: User | None) -> Schedule:
    """A new pattern; its slots are made at once. The caller checked that `by` may give these hours."""
    length = datetime.combine(date.min, data.closes) - datetime.combine(date.min, data.opens)
    if length < timedelta(minutes=data.minutes):
        raise ClosedBeforeItOpens
    if find_identifier("\n".join((data.title_bg, data.room_bg, *data.helps_bg))):
        raise IdentifierInText
    schedule = Schedule.objects.create(
        library_id=data.library,
        institution_id=data.institution or None,
        expert_id=data.expert,
        area_id=data.area,
        helps_bg=list(data.helps_bg),
        confirmed_on=clock.today(),
        **{name: getattr(data, name) for name in _SAME},
    )
    record("gave hours", schedule, by=by)
    make_slots(schedule)
    return schedule


def make_slots(schedule: Schedule) -> int:
    """Those that are wanting up to the horizon; how many. An hour in which the expert is elsewhere is left out."""
    days_off = list(DayOff.objects.filter(expert=schedule.expert_id))
    there = set(schedule.slots.values_list("planned_at", flat=True))
    wanted = [each for each in planned(schedule, days_off, horizon(schedule)) if each.starts_at not in there]
    made = sum(_make(schedule, each) for each in wanted) if schedule.is_active else 0
    refresh_card(schedule)
    return made


@transaction.atomic
def stop(schedule: Schedule, last_day: date, *, by: User) -> int:
    """No hours after that day; who holds one learns it. How many hours were called off."""
    Schedule.objects.filter(pk=schedule.pk).update(ends_on=max(last_day, schedule.starts_on))
    schedule.refresh_from_db()
    record("ended hours", schedule, by=by, detail={"last": last_day.isoformat()})
    over = schedule.slots.to_come().filter(starts_at__gte=_midnight(last_day + timedelta(days=1)))
    return _call_off_all(list(over), "", by)


@transaction.atomic
def add_day_off(expert: Expert, starts_on: date, ends_on: date, *, by: User) -> int:
    """The expert gives no hours on these days; who holds one learns it. How many hours were called off."""
    day_off, _ = DayOff.objects.get_or_create(expert=expert, starts_on=starts_on, ends_on=ends_on)
    record("added day off", day_off, by=by)
    slots = Slot.objects.to_come().filter(
        schedule__expert=expert,
        starts_at__gte=_midnight(starts_on),
        starts_at__lt=_midnight(ends_on + timedelta(days=1)),
    )
    return _call_off_all(list(slots.select_related("schedule")), "", by)


@transaction.atomic
def move_slot(slot: Slot, starts_at: datetime, *, by: User) -> Slot:
    """The owner moves the hour: who holds it learns it once. Refused where the expert is elsewhere."""
    held = _held(slot)
    if starts_at < clock.now():
        raise NotBookable
    if held.starts_at == starts_at:
        return held
    span = Span(starts_at, starts_at + (held.ends_at - held.starts_at))
    engage(held.schedule.expert, _engagement(held.schedule, held.planned_at, span))
    was = held.day
    held.starts_at, held.ends_at, held.version = span.starts_at, span.ends_at, held.version + 1
    held.save(update_fields=["starts_at", "ends_at", "version"])
    seats.change_pool(held.pool, _pool(held.schedule, span, held.pool.opens_at), by=by)
    record("moved hour", held, by=by, detail={"to": starts_at.isoformat()})
    telling.tell_all(held)
    if was != held.day:
        telling.ask_to_call(held.schedule.library, was)
    refresh_card(held.schedule)
    return held


@transaction.atomic
def call_off(slot: Slot, why: str, *, by: User) -> int:
    """It will not take place; how many letters went to those who held it."""
    if find_identifier(why):
        raise IdentifierInText
    held = _held(slot)
    held.is_off, held.why_off_bg, held.version = True, why[:160], held.version + 1
    held.save(update_fields=["is_off", "why_off_bg", "version"])
    seats.call_off(held.pool, by=by)
    release(_engagement_key(held.schedule, held.planned_at))
    letters = telling.tell_all(held)
    refresh_card(held.schedule)
    return letters


def book(slot: Slot, data: ClaimData, *, submission: UUID) -> Claim:
    """The first who press get it; the rest hear which hour is free next. One hour a person and schedule."""
    slot.refresh_from_db()
    if slot.is_off:
        raise SlotGone
    _refuse_another(slot, data, submission)
    try:
        claim = seats.take(slot.pool, data, submission=submission)
    except NotOpen:
        raise NotBookable from None
    except AlreadyClaimed:
        raise HoldsAnother from None
    if claim.state == State.REFUSED:
        raise Taken(next_free(slot))
    return claim


def give_up(claim: Claim, *, by: User | None = None) -> None:
    seats.leave(claim, by=by)


def choose_another(claim: Claim, slot: Slot, *, by: User | None = None) -> Claim:
    """The same code and link hold the other hour."""
    if slot.is_off:
        raise SlotGone
    try:
        return seats.move(claim, slot.pool, by=by)
    except NoRoomThere:
        raise Taken(next_free(slot)) from None
    except (NotOpen, NothingHeld):
        raise NotBookable from None


@transaction.atomic
def mark(claim: Claim, slot: Slot, *, came: bool | None, by: User) -> None:
    """Whether the person came; the day is done when everybody is marked. None takes it back."""
    seats.check_in(claim, None if came is None else claim.party if came else 0, by=by)
    settle_day(slot.schedule.library, slot.day)


@transaction.atomic
def was_called(claim: Claim, slot: Slot, *, by: User) -> None:
    """The person knows the present time by phone."""
    Claim.objects.filter(pk=claim.pk).update(told=slot.version)
    record("called about hour", claim, by=by)
    telling.ask_to_call(slot.schedule.library, slot.day)


@transaction.atomic
def remind(claim: Claim, slot: Slot) -> bool:
    """Marked in the same transaction as its letter, so that a job that runs twice writes once."""
    marked = Claim.objects.filter(pk=claim.pk, reminded_at=None).update(reminded_at=clock.now())
    if marked:
        send(emails.of_reminder(claim, slot))
    return bool(marked)


@transaction.atomic
def walk_in(schedule: Schedule, *, submission: UUID, by: User) -> WalkIn:
    """The next number of today. The same submission again is the same number."""
    Schedule.objects.select_for_update().get(pk=schedule.pk)
    again = WalkIn.objects.filter(submission=submission).first()
    if again:
        return again
    today = clock.today()
    last = schedule.walk_ins.filter(on=today).aggregate(Max("number"))["number__max"] or 0
    return WalkIn.objects.create(schedule=schedule, on=today, number=last + 1, submission=submission)


@transaction.atomic
def serve(number: WalkIn, *, by: User) -> None:
    WalkIn.objects.filter(pk=number.pk).update(is_served=True)
    record("served walk-in", number, by=by)


def next_free(slot: Slot) -> datetime | None:
    rows = Slot.objects.bookable().filter(schedule=slot.schedule_id).exclude(pk=slot.pk)
    return rows.values_list("starts_at", flat=True).first()


def refresh_card(schedule: Schedule) -> None:
    """Found while there is an hour to come."""
    whole = Schedule.objects.whole().get(pk=schedule.pk)
    last = whole.slots.to_come().last()
    if last is None or not whole.is_active:
        withdraw_card(kind=KIND, key=str(schedule.pk))
    else:
        file_card(card_of(whole, until=last.day))


def _make(schedule: Schedule, each: Planned) -> bool:
    span = Span(each.starts_at, each.ends_at)
    try:
        with transaction.atomic():
            engage(schedule.expert, _engagement(schedule, each.starts_at, span))
            pool = seats.open_pool(_pool(schedule, span, each.opens_at))
            Slot.objects.create(
                schedule=schedule, pool=pool, planned_at=each.starts_at, starts_at=span.starts_at, ends_at=span.ends_at
            )
    except (AlreadyEngaged, IntegrityError):
        return False
    return True


def _pool(schedule: Schedule, span: Span, opens_at: datetime | None) -> PoolData:
    return PoolData(
        owner=OWNER,
        capacity=schedule.capacity,
        opens_at=opens_at,
        closes_at=span.starts_at,
        ends_at=span.ends_at,
        has_waiting_list=False,
        largest_party=1,
        contact_days=CONTACT_DAYS,
    )


def _engagement(schedule: Schedule, planned_at: datetime, span: Span) -> EngagementData:
    label = f"{schedule.title_bg} – {schedule.library.place_bg}"
    link = day_address(schedule.library, span.starts_at.astimezone(clock.COUNTRY_ZONE).date())
    return EngagementData(_engagement_key(schedule, planned_at), span, label, link)


def _engagement_key(schedule: Schedule, planned_at: datetime) -> str:
    return f"hours:{schedule.pk}:{planned_at.astimezone(clock.COUNTRY_ZONE):%Y-%m-%dT%H:%M}"


def _held(slot: Slot) -> Slot:
    held = Slot.objects.select_for_update(of=("self",)).whole().get(pk=slot.pk)
    if held.is_off:
        raise SlotGone
    return held


def _call_off_all(slots: Sequence[Slot], why: str, by: User) -> int:
    for slot in slots:
        call_off(slot, why, by=by)
    return len(slots)


def _refuse_another(slot: Slot, data: ClaimData, submission: UUID) -> None:
    """A person with a contact holds one hour of a schedule at a time, so that nobody takes a whole day."""
    if not (data.phone or data.email) or data.is_by_staff:
        return
    pools = Pool.objects.filter(pk__in=Slot.objects.to_come().filter(schedule=slot.schedule_id).values("pool"))
    held = Claim.objects.standing().filter(pool__in=pools, person=person_of(data, submission))
    if held.exclude(submission=submission).exists():
        raise HoldsAnother


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.COUNTRY_ZONE)
