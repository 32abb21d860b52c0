"""Experts, and the one calendar of what takes their time."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import Topic


class ExpertQuerySet(models.QuerySet["Expert"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class Expert(models.Model):
    """The public sees the role and the institution; the name is for colleagues, to tell two of one role apart."""

    RETENTION: ClassVar[Retention] = Kept("whom an institution sends; a name only where colleagues need it")

    institution = models.ForeignKey(Institution, models.CASCADE, null=True, related_name="experts")
    library = models.ForeignKey(Library, models.CASCADE, null=True, related_name="experts")
    role_bg = models.CharField(max_length=80, help_text="what the public reads: a labour mediator, a doctor")
    role_en = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=80, blank=True, help_text="colleagues only")
    topics = models.ManyToManyField(Topic, related_name="+", blank=True, help_text="what libraries may ask for")
    is_active = models.BooleanField(default=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        ordering = ["role_bg", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(institution=None, library__isnull=False) | Q(institution__isnull=False, library=None),
                name="expert_is_sent_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_bg} ({self.name})" if self.name else self.role_bg

    @property
    def sender(self) -> Institution | Library:
        sender = self.institution or self.library
        assert sender is not None  # noqa: S101 (expert_is_sent_by_one)
        return sender


# Which expert and when, both as ranges: those the database can exclude without an extension.
_WHO = Func(F("expert"), F("expert"), Value("[]"), function="INT8RANGE", output_field=BigIntegerRangeField())
_WHEN = Func(F("starts_at"), F("ends_at"), function="TSTZRANGE", output_field=DateTimeRangeField())


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def to_come(self) -> Self:
        return self.filter(ends_at__gt=clock.now())

    def crossing(self, starts_at: Any, ends_at: Any) -> Self:
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Engagement(models.Model):
    """An expert is in one place at a time: the database keeps it, whoever writes."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=365), since="ends_at")

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="engagements")
    key = models.CharField(max_length=60, unique=True, help_text='what takes the time: "request:7", "slot:12"')
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    label = models.CharField(max_length=160, blank=True)
    link = models.CharField(max_length=200, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="engagement_ends_after_it_starts"),
            ExclusionConstraint(
                name="expert_is_in_one_place",
                expressions=[(_WHO, RangeOperators.EQUAL), (_WHEN, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.starts_at}–{self.ends_at}"
