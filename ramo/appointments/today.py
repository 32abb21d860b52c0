"""The hours of one library on one day: who comes, who was marked, and the task that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop

from ramo.design import words
from ramo.kit import clock
from ramo.network.models import Library
from ramo.seats.models import HOLDING, Claim, ClaimQuerySet
from ramo.tasks.actions import TaskData, file_task, settle

from .addresses import day_address
from .models import Schedule, Slot, WalkIn

_TODAY = gettext_noop("Today from %(hour)s: %(count)s booked. Print the list and mark who came")
_TOMORROW = gettext_noop("Tomorrow from %(hour)s: %(count)s to remind by phone")


@dataclass(frozen=True, slots=True)
class Row:
    """An hour of the list with who holds it; free where nobody does."""

    slot: Slot
    claims: Sequence[Claim]

    @property
    def free(self) -> range:
        return range(self.slot.pool.capacity - len(self.claims))


@dataclass(frozen=True, slots=True)
class Group:
    """The hours of one expert on the day, and the numbers of who walked in."""

    schedule: Schedule
    rows: Sequence[Row]
    walk_ins: Sequence[WalkIn]

    @property
    def is_full(self) -> bool:
        return not any(row.free for row in self.rows if row.slot.starts_at > clock.now() and not row.slot.is_off)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of a day whose names and contacts were deleted."""

    shredded_at: datetime
    held: int
    came: int


def kept_of(groups: Sequence[Group]) -> Kept | None:
    pools = [row.slot.pool for group in groups for row in group.rows if row.slot.pool.shredded_at]
    if not pools:
        return None
    held, came = (sum(getattr(pool, name) or 0 for pool in pools) for name in ("kept_seated", "kept_came"))
    return Kept(max(pool.shredded_at for pool in pools if pool.shredded_at), held, came)


def groups_of(library: Library, day: date) -> list[Group]:
    """Three queries, whatever the length of the day."""
    slots = list(Slot.objects.filter(schedule__library=library).on(day).whole())
    claims = _held_in(slots)
    walk_ins: dict[int, list[WalkIn]] = {}
    for each in WalkIn.objects.filter(schedule__library=library, on=day):
        walk_ins.setdefault(each.schedule_id, []).append(each)
    rows: dict[Schedule, list[Row]] = {}
    for slot in slots:
        if not slot.is_off or claims.get(slot.pool_id):
            rows.setdefault(slot.schedule, []).append(Row(slot, claims.get(slot.pool_id, [])))
    return [Group(schedule, found, walk_ins.get(schedule.pk, [])) for schedule, found in rows.items()]


def rows_of(schedule: Schedule) -> list[Row]:
    """The hours to come of one schedule, for who gives them; two queries."""
    slots = list(schedule.slots.to_come().select_related("pool"))
    held = _held_in(slots)
    return [Row(slot, held.get(slot.pool_id, [])) for slot in slots]


def next_days(library: Library, most: int = 14) -> list[tuple[date, int]]:
    """The days to come that have hours at a library, with how many people booked."""
    start = datetime.combine(clock.today(), datetime.min.time(), tzinfo=clock.COUNTRY_ZONE)
    slots = Slot.objects.standing().filter(schedule__library=library, starts_at__gte=start).select_related("pool")
    days: dict[date, int] = {}
    for slot in slots:
        days[slot.day] = days.get(slot.day, 0) + slot.pool.taken
    return list(days.items())[:most]


def file_day(library: Library, day: date) -> None:
    """In the morning: who comes today; settled once everybody is marked."""
    slots = Slot.objects.filter(schedule__library=library).standing().on(day)
    count = _unmarked(library, day).count()
    first = slots.filter(pool__in=_unmarked(library, day).values("pool")).first()
    if first is not None:
        params: dict[str, str | int] = {"hour": words.hour(first.starts_at), "count": count}
        link = day_address(library, day)
        file_task(TaskData(_key(library, day), library.scope, _TODAY, link, params, icon="print", due_on=day))


def file_calls(library: Library, day: date) -> int:
    """The day before: who has a phone and no e-mail is reminded by a person."""
    slots = Slot.objects.filter(schedule__library=library).standing().on(day)
    claims = Claim.objects.holding().filter(pool__in=slots.values("pool"), email="").exclude(phone="")
    count, first = claims.count(), slots.filter(pool__in=claims.values("pool")).first()
    if first is not None:
        params: dict[str, str | int] = {"hour": words.hour(first.starts_at), "count": count}
        link = f"{day_address(library, day)}#call"
        key = f"hours.remind:{library.pk}:{day}"
        file_task(TaskData(key, library.scope, _TOMORROW, link, params, icon="phone", due_on=clock.today()))
    return count


def settle_day(library: Library, day: date) -> None:
    if not _unmarked(library, day).exists():
        settle(key=_key(library, day))


def close_day(library: Library, day: date) -> None:
    """What nobody marked stays unknown; the tasks of the day end with it."""
    for key in (_key(library, day), f"hours.remind:{library.pk}:{day}", f"hours.call:{library.pk}:{day}"):
        settle(key=key)


def _held_in(slots: Sequence[Slot]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in Claim.objects.filter(pool__in=[slot.pool_id for slot in slots], state__in=HOLDING).order_by("pk"):
        found.setdefault(claim.pool_id, []).append(claim)
    return found


def _unmarked(library: Library, day: date) -> ClaimQuerySet:
    slots = Slot.objects.filter(schedule__library=library).standing().on(day)
    return Claim.objects.holding().filter(pool__in=slots.values("pool"), came=None)


def _key(library: Library, day: date) -> str:
    return f"hours:{library.pk}:{day}"
