"""What was logged without a name, and what was handed out."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Q, Sum

from ramo.desk.data import MOST_SHEETS, DayCount, Period, Tally
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Library
from ramo.network.tenancy import LibraryOwned, LibraryOwnedManager
from ramo.vocabularies.models import Area

from .lists import LogOption
from .paper import PaperDay

FIGURES = Kept("a figure of the library; it names nobody")


class HalfDay(models.TextChoices):
    """Time at the desk is kept no finer than this."""

    MORNING = "am", "before noon"
    AFTERNOON = "pm", "after noon"

    @classmethod
    def now(cls) -> "HalfDay":
        return cls.MORNING if clock.now().hour < 12 else cls.AFTERNOON


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def within(self, period: Period) -> Self:
        return self.filter(on__range=(period.first, period.last))

    def spelled_out(self) -> Self:
        """With the choices that a line about the record names."""
        return self.select_related("area", "task", "mode", "minutes", "age_band")

    def referred(self) -> Self:
        return self.filter(referral__isnull=False)

    def by_area(self) -> list[Tally]:
        rows = self.values_list("area__plain_bg", "area__plain_en", "area__css_class")
        counted = rows.annotate(times=Count("pk")).order_by("-times", "area__order")
        return [Tally(bg, en, times, css_class) for bg, en, css_class, times in counted]

    def by(self, choice: str) -> list[Tally]:
        """`choice` names the column of a log option: task, mode, minutes, age_band, referral."""
        rows = self.filter(**{f"{choice}__isnull": False}).values_list(f"{choice}__label_bg", f"{choice}__label_en")
        counted = rows.annotate(times=Count("pk")).order_by("-times", f"{choice}__order")
        return [Tally(*row) for row in counted]

    def by_day(self, period: Period) -> list[DayCount]:
        """Every day of the period, those without a record too."""
        counted = dict(self.within(period).values_list("on").annotate(times=Count("pk")))
        return [DayCount(day, counted.get(day, 0)) for day in period.days()]


class ConsultationManager(LibraryOwnedManager["Consultation"]):
    def for_library(self, library: Library) -> ConsultationQuerySet:
        return self._rows().filter(library=library)

    def _rows(self) -> ConsultationQuerySet:
        return ConsultationQuerySet(self.model, using=self._db)


class Consultation(LibraryOwned):
    """One desk session, however many look-ups it held. No column can hold a person."""

    RETENTION: ClassVar[Retention] = FIGURES

    on = models.DateField()
    half = models.CharField(max_length=2, choices=HalfDay, blank=True, help_text="empty: a paper sheet did not say")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    task = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    mode = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+", help_text="empty: as above")
    minutes = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+", help_text="empty: as above")
    age_band = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    outcome = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+")
    stop_reason = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+")
    paper_day = models.ForeignKey(PaperDay, models.CASCADE, null=True, related_name="+")
    submission = models.UUIDField(unique=True, help_text="one press of the button, however often it arrives")
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[ConsultationManager] = ConsultationManager()

    class Meta:
        indexes = [models.Index(fields=["library", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(stop_reason=None) | Q(outcome__isnull=False), name="consultation_reason_has_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(paper_day__isnull=False) | (Q(mode__isnull=False, minutes__isnull=False) & ~Q(half="")),
                name="only_paper_leaves_things_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} on {self.on}"


class HandoutQuerySet(models.QuerySet["Handout"]):
    def within(self, period: Period) -> Self:
        return self.filter(on__range=(period.first, period.last))

    def sheets_in_all(self) -> int:
        return int(self.aggregate(total=Sum("sheets"))["total"] or 0)


class HandoutManager(LibraryOwnedManager["Handout"]):
    def for_library(self, library: Library) -> HandoutQuerySet:
        return self._rows().filter(library=library)

    def _rows(self) -> HandoutQuerySet:
        return HandoutQuerySet(self.model, using=self._db)


class Handout(LibraryOwned):
    """Sheets printed for one person: how many and of which area, never what."""

    RETENTION: ClassVar[Retention] = FIGURES

    on = models.DateField()
    half = models.CharField(max_length=2, choices=HalfDay)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    sheets = models.PositiveSmallIntegerField()
    is_large_print = models.BooleanField(default=True)
    submission = models.UUIDField(unique=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[HandoutManager] = HandoutManager()

    class Meta:
        indexes = [models.Index(fields=["library", "on"])]
        constraints = [
            models.CheckConstraint(condition=Q(sheets__gte=1, sheets__lte=MOST_SHEETS), name="handout_has_its_sheets")
        ]

    def __str__(self) -> str:
        return f"{self.sheets} on {self.on}"
