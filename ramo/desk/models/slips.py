"""Slips that send a person on to an office, and what is left of them: counts."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, Sum

from ramo.desk.data import HEALTH, Period, Referrals
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.network.models import Institution, Library
from ramo.network.tenancy import LibraryOwned, LibraryOwnedManager
from ramo.vocabularies.models import Area

from .lists import LogOption

HOLDS = timedelta(days=60)


class ReferralSlip(LibraryOwned):
    """One slip of paper: where to, when, never who. Gone after sixty days; its count stays."""

    RETENTION: ClassVar[Retention] = Forgotten(after=HOLDS, since="made_on")

    code_hash = models.CharField(max_length=64, unique=True, help_text="the code itself stands on the paper only")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    referral = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    need = models.SlugField(max_length=80, blank=True, help_text="whose papers it lists; never for health")
    due_on = models.DateField(null=True)
    due_at = models.TimeField(null=True)
    made_on = models.DateField(default=clock.today)
    arrived_on = models.DateField(null=True)
    submission = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["library", "made_on"])]
        constraints = [
            models.CheckConstraint(condition=~Q(area=HEALTH) | Q(need=""), name="slip_of_health_names_no_need"),
            models.CheckConstraint(condition=Q(due_at=None) | Q(due_on__isnull=False), name="slip_hour_has_its_day"),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} on {self.made_on}"


class ReferralCountQuerySet(models.QuerySet["ReferralCount"]):
    def within(self, period: Period) -> Self:
        return self.filter(on__range=(period.first, period.last))

    def totals(self) -> Referrals:
        found = self.aggregate(made=Sum("made"), arrived=Sum("arrived"))
        return Referrals(made=found["made"] or 0, arrived=found["arrived"] or 0)


class ReferralCountManager(LibraryOwnedManager["ReferralCount"]):
    def for_library(self, library: Library) -> ReferralCountQuerySet:
        return ReferralCountQuerySet(self.model, using=self._db).filter(library=library)


class ReferralCount(LibraryOwned):
    """How many slips of a day were made and how many of those were shown at their office, whenever that was."""

    RETENTION: ClassVar[Retention] = Kept("a figure of the library; it names nobody")

    on = models.DateField(help_text="when the slips were made")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    referral = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+", help_text="that it names")
    made = models.PositiveIntegerField(default=0)
    arrived = models.PositiveIntegerField(default=0)

    objects: ClassVar[ReferralCountManager] = ReferralCountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["library", "on", "area", "referral", "institution"],
                nulls_distinct=False,
                name="referral_count_once",
            ),
            models.CheckConstraint(condition=Q(arrived__lte=F("made")), name="referrals_arrived_were_made"),
        ]

    def __str__(self) -> str:
        return f"{self.arrived} of {self.made} on {self.on}"
