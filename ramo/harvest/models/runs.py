"""What one run of a source met, in facts; the report in words is made of them."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.harvest.data import Failure
from ramo.harvest.states import Death, Run, SourceState
from ramo.kit import clock
from ramo.kit.fetch import Refusal, Status
from ramo.kit.retention import Forgotten, Retention

from .sources import Source


class HarvestRun(models.Model):
    """`rejected` and `notes` hold the first ones only; the counts hold all."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=365), since="ended_at")

    class Manner(models.TextChoices):
        CLOCK = "clock", _("by the clock")
        HAND = "hand", _("by hand")
        FILE = "file", _("a file")

    source = models.ForeignKey(Source, models.CASCADE, related_name="runs")
    manner = models.CharField(max_length=5, choices=Manner)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=16, default=Status.OK)
    refusal = models.CharField(max_length=20, blank=True)
    wall = models.CharField(max_length=10, blank=True)
    pause = models.FloatField(default=0.0, help_text="seconds between visits that robots.txt is content with")
    code = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=1000, blank=True)
    moved_to = models.CharField(max_length=1000, blank=True)
    failure = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    seen = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    upload = models.BigIntegerField(null=True, unique=True, help_text="number of the upload it wrote")
    is_complete = models.BooleanField(default=True)
    is_accepted = models.BooleanField(default=False, help_text="a person looked, and said that it is right")
    state = models.CharField(max_length=10, choices=Source.State, default=SourceState.OK)
    death = models.CharField(max_length=20, blank=True)
    is_applied = models.BooleanField(default=False)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0, help_text="offers whose source left a person's correction")
    gone = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    rejected = models.JSONField(default=list)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["-ended_at", "-pk"]
        indexes = [models.Index(fields=["source", "-ended_at"], name="run_of_source")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.ended_at:%Y-%m-%d %H:%M}"

    def facts(self) -> Run:
        return Run(
            at=self.ended_at,
            status=Status(self.status),
            refusal=Refusal(self.refusal) if self.refusal else None,
            wall=self.wall,
            code=self.code,
            address=self.address,
            moved_to=self.moved_to,
            failure=Failure(self.failure) if self.failure else None,
            seen=self.seen,
            rejected=self.refused,
            fingerprint=self.fingerprint,
            is_complete=self.is_complete,
            is_accepted=self.is_accepted,
        )

    @property
    def took(self) -> timedelta | None:
        return self.ended_at - self.began_at if self.began_at else None

    @property
    def cause(self) -> Death:
        return Death(self.death)
