"""What was shipped, so that a row somebody edited is told from one that nobody touched."""

from typing import ClassVar

from django.db import models

from ramo.kit.retention import Kept, Retention


class SeedRecord(models.Model):
    """The digest of a row as a release put it. A row that differs now was edited, and is left alone."""

    RETENTION: ClassVar[Retention] = Kept("tells edited rows from shipped ones")

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="seed_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
