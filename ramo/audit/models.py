"""The audit trail: append-only, kept two years."""

from datetime import timedelta

from django.db import models

from ramo.kit import clock
from ramo.kit.retention import Forgotten


class AuditEntry(models.Model):
    """One act: a verb on a target by an account. Holds keys, never names or typed texts."""

    RETENTION = Forgotten(after=timedelta(days=730), since="at")

    at = models.DateTimeField(default=clock.now, db_index=True)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=80)
    account = models.IntegerField(null=True, help_text="key of the account that acted; empty: the system")
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_kind", "target_key"])]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind} {self.target_key}"
