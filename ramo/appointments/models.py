"""Whose hours they are, the slots made of them, days without hours, and numbers for who walks in."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS

from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.network.models import Institution, Library
from ramo.seats.models import Claim, ClaimQuerySet, Pool
from ramo.vocabularies.models import Area


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def given(self) -> Self:
        """In force, today or from a later day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), is_active=True)

    def whole(self) -> Self:
        return self.select_related(
            "library__settlement__municipality__district", "library__district", "institution", "expert", "area"
        )


class Schedule(models.Model):
    """The pattern of a week. Only what lies within `weeks_ahead` can be booked, so that nobody rings for months."""

    RETENTION: ClassVar[Retention] = Kept("when an institution receives people at a library: no person")

    library = models.ForeignKey(Library, models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title_bg = models.CharField(max_length=120, help_text="who receives, as people say it")
    helps_bg = ArrayField(models.CharField(max_length=120), default=list, help_text="with what; one line each")
    room_bg = models.CharField(max_length=160, blank=True)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=20)
    capacity = models.PositiveSmallIntegerField(default=1, help_text="people in one slot")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    weeks_ahead = models.PositiveSmallIntegerField(default=2, help_text="2: this week and the next")
    confirmed_on = models.DateField(help_text="when its owner last said so")
    is_active = models.BooleanField(default=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["library", "weekday", "opens", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="schedule_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="schedule_is_of_a_weekday"),
            models.CheckConstraint(condition=Q(minutes__gte=5, capacity__gte=1), name="schedule_slots_hold_somebody"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="schedule_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title_bg

    @property
    def owner(self) -> Institution | Library:
        return self.institution or self.library

    @property
    def weekday_name(self) -> str:
        return str(WEEKDAYS[self.weekday])

    @property
    def weekly_hours(self) -> str:
        """„сряда, 10:00–12:00“"""
        return f"{self.weekday_name}, {self.opens:%-H:%M}–{self.closes:%-H:%M}"

    @property
    def is_private(self) -> bool:
        """Of health nothing is asked that could tell who came."""
        return self.area_id == "health"


class DayOffQuerySet(models.QuerySet["DayOff"]):
    def to_come(self) -> Self:
        return self.filter(ends_on__gte=clock.today())


class DayOff(models.Model):
    """Days on which an expert gives no hours, beside the public holidays."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=365), since="ends_on")

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="days_off")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = DayOffQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="days_off_end_after_they_start"),
            models.UniqueConstraint(fields=["expert", "starts_on", "ends_on"], name="days_off_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"


class SlotQuerySet(models.QuerySet["Slot"]):
    def whole(self) -> Self:
        return self.select_related(
            "pool",
            "schedule__library__settlement__municipality__district",
            "schedule__library__district",
            "schedule__institution",
            "schedule__expert",
            "schedule__area",
        )

    def standing(self) -> Self:
        return self.filter(is_off=False)

    def to_come(self) -> Self:
        return self.standing().filter(starts_at__gt=clock.now())

    def bookable(self) -> Self:
        """Released, not begun, with a free place; who presses later may still find it taken."""
        released = Q(pool__opens_at=None) | Q(pool__opens_at__lte=clock.now())
        return self.to_come().filter(released, pool__taken__lt=F("pool__capacity"), pool__is_called_off=False)

    def on(self, day: date) -> Self:
        start = datetime.combine(day, datetime.min.time(), tzinfo=clock.COUNTRY_ZONE)
        return self.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))


class Slot(models.Model):
    """One hour. `planned_at` is where the pattern put it, also after it was moved: it is made once."""

    RETENTION: ClassVar[Retention] = Kept("how many places there were and how many came: counts, no person")

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="slots")
    pool = models.OneToOneField(Pool, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, help_text="grows when it is moved; claims know one of them")
    is_off = models.BooleanField(default=False)
    why_off_bg = models.CharField(max_length=160, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="slot_starts_at")]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "planned_at"], name="slot_is_made_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule}: {self.starts_at}"

    @property
    def key(self) -> str:
        return f"slot:{self.pk}"

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(clock.COUNTRY_ZONE).date()

    @property
    def is_moved(self) -> bool:
        return self.version > 1

    @property
    def claims(self) -> ClaimQuerySet:
        return Claim.objects.filter(pool=self.pool_id)


class WalkIn(models.Model):
    """A number for somebody who came without an hour; nothing else is known of them."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=60), since="on")

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="walk_ins")
    on = models.DateField()
    number = models.PositiveSmallIntegerField()
    submission = models.UUIDField(unique=True)
    is_served = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "number"]
        constraints = [models.UniqueConstraint(fields=["schedule", "on", "number"], name="walk_in_number_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.number}"
