"""When a library is open, which days differ from its week, and what it has to say just now."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention

from .libraries import Library


class OpeningHours(models.Model):
    """One span of a weekday, by the clock on the wall; a day without one is closed."""

    RETENTION: ClassVar[Retention] = Kept("the week of a public library")

    class Weekday(models.IntegerChoices):
        MONDAY = 0
        TUESDAY = 1
        WEDNESDAY = 2
        THURSDAY = 3
        FRIDAY = 4
        SATURDAY = 5
        SUNDAY = 6

    library = models.ForeignKey(Library, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["library", "weekday", "opens"], name="hours_open_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_close_after_they_open"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_are_of_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class HoursException(models.Model):
    """Days on which the week does not hold: closed, or open at other hours. Stronger than a public holiday."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=365), since="ends_on")

    library = models.ForeignKey(Library, models.CASCADE, related_name="hours_exceptions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    opens = models.TimeField(null=True, help_text="empty: closed")
    closes = models.TimeField(null=True)
    reason_bg = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="exception_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__gt=F("opens")),
                name="exception_is_closed_or_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}: {self.reason_bg or 'other hours'}"


class LibraryNoticeQuerySet(models.QuerySet["LibraryNotice"]):
    def current(self) -> Self:
        today = clock.today()
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def not_over(self) -> Self:
        return self.filter(ends_on__gte=clock.today())


class LibraryNotice(models.Model):
    """A few words on the door of a library, from one day to another."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=90), since="ends_on")

    library = models.ForeignKey(Library, models.CASCADE, related_name="notices")
    text_bg = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = LibraryNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="notice_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.text_bg
