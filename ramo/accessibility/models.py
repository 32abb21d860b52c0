"""Barriers that readers met, how to answer who asked for it, and when the statement was looked at."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention


class BarrierQuerySet(models.QuerySet["Barrier"]):
    def waiting(self) -> Self:
        """Not answered yet, the oldest first."""
        return self.filter(settled_at=None).select_related("contact")


class Barrier(models.Model):
    """What got in a reader's way, in the reader's words."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=180), since="met_at")

    submission = models.UUIDField(unique=True)
    text = models.CharField(max_length=1000)
    met_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["met_at", "pk"]

    def __str__(self) -> str:
        return f"barrier {self.pk}"


class BarrierContact(models.Model):
    """Where to answer, of who asked for an answer: goes after 30 days, or as soon as it is answered."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=30), since="given_at")

    barrier = models.OneToOneField(Barrier, models.CASCADE, related_name="contact")
    how = models.CharField(max_length=120)
    given_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"contact of barrier {self.barrier_id}"


class StatementReview(models.Model):
    """Somebody of the office compared the statement with the site; once a day is enough."""

    RETENTION: ClassVar[Retention] = Kept("says when the statement was last reviewed")

    reviewed_on = models.DateField(unique=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-reviewed_on"]

    def __str__(self) -> str:
        return f"reviewed on {self.reviewed_on}"

    @classmethod
    def last_day(cls) -> date | None:
        return cls.objects.values_list("reviewed_on", flat=True).first()
