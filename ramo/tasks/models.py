"""What a person should do today. Any room files and settles its own; the desk shows them."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils.translation import gettext

from ramo.kit import clock
from ramo.kit.retention import Forgotten

PERSON = "person:"


class TaskQuerySet(models.QuerySet["Task"]):
    def open_for(self, scopes: Iterable[str]) -> "TaskQuerySet":
        """Unsettled tasks of these scopes, the most pressing first."""
        return self.filter(scope__in=list(scopes), settled_at=None).order_by(
            F("due_on").asc(nulls_last=True), "filed_at", "pk"
        )


class Task(models.Model):
    """`scope` says whose it is: "library:33", "district:MON", "institution:noi", "network", or one "person:7"."""

    RETENTION = Forgotten(after=timedelta(days=90), since="settled_at")

    key = models.CharField(max_length=120, unique=True)
    scope = models.CharField(max_length=60, db_index=True)
    message = models.CharField(max_length=200, help_text="msgid with named placeholders")
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=200)
    area = models.CharField(max_length=30, blank=True)
    icon = models.CharField(max_length=30, default="clock")
    due_on = models.DateField(null=True)
    filed_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["filed_at"]

    def __str__(self) -> str:
        return self.key

    @property
    def is_personal(self) -> bool:
        return self.scope.startswith(PERSON)

    @property
    def text(self) -> str:
        return str(gettext(self.message) % self.params)
