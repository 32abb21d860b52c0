"""Where an offer was seen: its provenance, one row a source."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention


class SightingQuerySet(models.QuerySet["Sighting"]):
    def standing(self) -> Self:
        """What its source still has."""
        return self.filter(gone_on=None)

    def disputed(self) -> Self:
        """Its source says something else than a person did, and nobody has chosen."""
        return self.standing().filter(otherwise__isnull=False, is_answered=False)

    def of(self, kind: str, listing: int) -> Self:
        return self.filter(kind=kind, listing=listing)


class Sighting(models.Model):
    """One offer of one source. Several point to one listing where the same offer came from several sources."""

    RETENTION: ClassVar[Retention] = Kept("where a public offer comes from")

    kind = models.CharField(max_length=8)
    listing = models.BigIntegerField(help_text="key in the table of its kind")
    source_key = models.CharField(max_length=60)
    external_id = models.CharField(max_length=200, help_text="the source's own number for it")
    url = models.URLField(max_length=500, blank=True)
    seen_at = models.DateTimeField(default=clock.now)
    gone_on = models.DateField(null=True, help_text="the source no longer has it")
    fingerprint = models.CharField(max_length=64)
    said = models.JSONField(null=True, help_text="what this source says, where the listing says what another does")
    source_label = models.CharField(max_length=160, blank=True)
    otherwise = models.JSONField(null=True, help_text="what this source says of the fields that a person corrected")
    is_answered = models.BooleanField(
        default=False, help_text="a person chose to keep ours, whatever it says otherwise"
    )

    objects = SightingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source_key", "external_id", "kind"], name="sighting_once"),
        ]
        indexes = [
            models.Index(fields=["kind", "listing"], name="sighting_of_listing"),
            models.Index(fields=["source_key"], condition=Q(gone_on=None), name="sighting_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.source_key} {self.external_id} → {self.kind} {self.listing}"
