"""Which municipalities an office serves: a register that the office keeps."""

from typing import ClassVar

from django.db import models

from ramo.kit.retention import Kept, Retention
from ramo.vocabularies.models import Municipality

from .institutions import Institution


class OfficeTerritory(models.Model):
    """A municipality of an office, a labour office say; several offices may share one."""

    RETENTION: ClassVar[Retention] = Kept("a public office's territory")

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="territory")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="offices")

    class Meta:
        ordering = ["institution", "municipality"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "municipality"], name="territory_once"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}: {self.municipality_id}"
