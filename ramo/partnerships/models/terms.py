"""What belongs to the term of an agreement: annexes that change it, and what was said before it ends."""

from typing import ClassVar

from django.db import models

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention

from .agreements import Agreement


class Annex(models.Model):
    """A change signed later; with a last day it extends the agreement."""

    RETENTION: ClassVar[Retention] = Kept("a part of its agreement")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="annexes")
    number = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    what_bg = models.CharField(max_length=300)
    valid_until = models.DateField(null=True)
    submission = models.UUIDField(unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "annexes"
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="annex_number_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"


class RenewalNotice(models.Model):
    """That so many days before this last day somebody was told; with none left, that it had run out."""

    RETENTION: ClassVar[Retention] = Kept("a part of its agreement")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="notices")
    until = models.DateField()
    days = models.PositiveSmallIntegerField()
    filed_on = models.DateField(default=clock.today)

    class Meta:
        ordering = ["filed_on", "-days"]
        constraints = [models.UniqueConstraint(fields=["agreement", "until", "days"], name="renewal_told_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.days}"
