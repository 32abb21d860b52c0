"""The signed copies: files that only staff may open."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention

from .agreements import Agreement


class Paper(models.Model):
    """A PDF in the media folder under a name nobody typed; `keys` is what its text is found by."""

    RETENTION: ClassVar[Retention] = Kept("a part of its agreement")

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signed copy")
        ANNEX = "annex", _("annex")
        OTHER = "other", _("another paper")

    class Reading(models.TextChoices):
        WHOLE = "whole", _("its text is searched")
        PART = "part", _("the first part of its text is searched")
        SCANNED = "scanned", _("scanned, without text: it is not searched")
        UNREAD = "unread", _("its text could not be read: it is not searched")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.SIGNED)
    title_bg = models.CharField(max_length=120, blank=True)
    file = models.CharField(max_length=120, help_text="path in the media folder")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True)
    reading = models.CharField(max_length=7, choices=Reading)
    text = models.TextField(blank=True, help_text="without personal numbers")
    keys = ArrayField(models.CharField(max_length=64), default=list)
    attached_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["attached_at", "pk"]
        indexes = [GinIndex(fields=["keys"], name="paper_by_keys")]
        constraints = [models.UniqueConstraint(fields=["agreement", "sha256"], name="paper_attached_once")]

    def __str__(self) -> str:
        return self.title_bg or str(self.get_kind_display())

    @property
    def name(self) -> str:
        """What a browser saves it as."""
        return f"ramo-{self.agreement_id}-{self.pk}.pdf"

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1000))
