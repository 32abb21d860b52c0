"""A record whose place can mean several; it waits until a person chooses."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from ramo.harvest.data import RawRecord, RecordKind
from ramo.harvest.normalise import Candidate
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Retention

from .sources import Source


class PlaceQuestionQuerySet(models.QuerySet["PlaceQuestion"]):
    def open(self) -> Self:
        return self.filter(settled_at=None)


class PlaceQuestion(models.Model):
    """Asked once for each record; the answer is remembered by its source."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=90), since="asked_at")

    source = models.ForeignKey(Source, models.CASCADE, related_name="questions")
    external_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=600)
    written = models.CharField(max_length=200)
    candidates = models.JSONField(help_text="EKATTE code and name of each")
    fields = models.JSONField(help_text="the record as it was read")
    original = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)

    objects = PlaceQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=Q(settled_at=None), name="one_open_place_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.written}"

    def record(self) -> RawRecord:
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in self.fields.items()}
        return RawRecord(self.external_id, RecordKind(self.kind), fields, self.original)

    def choices(self) -> list[Candidate]:
        return [Candidate(ekatte, label) for ekatte, label in self.candidates]
