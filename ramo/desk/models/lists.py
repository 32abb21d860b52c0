"""What may be logged, what is said in an area, what ends a session: lists that ship with a release."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ramo.kit.retention import Kept, Retention
from ramo.vocabularies.models import Area, Notice


def nowhere() -> list[str]:
    return []


class LogOption(models.Model):
    """One choice of the anonymous log. Keys stay; labels and order may change."""

    RETENTION: ClassVar[Retention] = Kept("a loaded list that records point to")

    class List(models.TextChoices):
        TASK = "task", "task"
        MODE = "mode", "mode"
        MINUTES = "minutes", "minutes"
        AGE_BAND = "age_band", "age band"
        OUTCOME = "outcome", "outcome"
        STOP_REASON = "stop_reason", "stop reason"
        REFERRAL = "referral", "referral"

    list = models.CharField(max_length=12, choices=List)
    key = models.SlugField(max_length=30)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", help_text="empty: every area")
    first_in = ArrayField(
        models.SlugField(max_length=30), default=nowhere, help_text="areas that show this referral at once"
    )
    order = models.PositiveSmallIntegerField()
    label_bg = models.CharField(max_length=80)
    label_en = models.CharField(max_length=80)

    class Meta:
        ordering = ["list", "order"]
        constraints = [models.UniqueConstraint(fields=["list", "key"], name="log_option_once")]

    def __str__(self) -> str:
        return f"{self.list}: {self.key}"


class RoleScript(models.Model):
    """What the librarian says and never does in an area."""

    RETENTION: ClassVar[Retention] = Kept("a text for librarians")

    area = models.OneToOneField(Area, models.PROTECT, primary_key=True, related_name="+")
    greeting_bg = models.TextField()
    say_bg = ArrayField(models.CharField(max_length=300))
    never_bg = ArrayField(models.CharField(max_length=300))
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.area_id


class WipeItem(models.Model):
    """One line of the list that ends a session."""

    RETENTION: ClassVar[Retention] = Kept("a text for librarians")

    key = models.SlugField(primary_key=True, max_length=30)
    order = models.PositiveSmallIntegerField()
    text_bg = models.CharField(max_length=160)
    text_en = models.CharField(max_length=160)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.key
