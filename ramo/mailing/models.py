"""Letters on their way out."""

from datetime import timedelta

from django.db import models

from ramo.kit import clock
from ramo.kit.retention import Forgotten


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(sent_at=None, dropped_at=None)


class OutgoingMail(models.Model):
    """One letter. Its text goes as soon as it was sent or came too late: it may hold a code or a link."""

    RETENTION = Forgotten(after=timedelta(days=30), since="queued_at")

    topic = models.CharField(max_length=30)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    useless_after = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["queued_at"]
        verbose_name_plural = "outgoing mail"

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
