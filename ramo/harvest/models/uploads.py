"""A file or a pasted table that waits for a person's word."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Retention

from .sources import Source


class Upload(models.Model):
    """Nothing of it is public until somebody who saw what changes says so; a day later it is forgotten."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=1), since="brought_at")

    submission = models.UUIDField(unique=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200, blank=True, help_text="of the file; empty: pasted")
    content = models.BinaryField()
    content_type = models.CharField(max_length=100, blank=True)
    brought_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.name}"
