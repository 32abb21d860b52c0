"""Exit cards without a name, and the report that closes an edition."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from ramo.campaigns.data import CORE
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention

from .editions import Edition
from .participation import Participation


class ExitCard(models.Model):
    """What somebody thought of it, from 1 to 5, and one choice of each further question. No name, no words, no hour."""

    RETENTION: ClassVar[Retention] = Kept("answers without names")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="cards")
    submission = models.UUIDField(unique=True)
    learned = models.PositiveSmallIntegerField(null=True)
    confident = models.PositiveSmallIntegerField(null=True)
    will_use = models.PositiveSmallIntegerField(null=True)
    aware = models.PositiveSmallIntegerField(null=True)
    extra = models.JSONField(default=dict, help_text="number of the choice, from 1, by the key of its question")
    is_paper = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{name: None}) | Q(**{f"{name}__range": (1, 5)}), name=f"exit_card_{name}_of_five"
            )
            for name in CORE
        ]

    def __str__(self) -> str:
        return str(self.participation_id)


class ClosingReport(models.Model):
    """The figures as they stood on the day of closing; written once, never again."""

    RETENTION: ClassVar[Retention] = Kept("what was told to the partner")

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="report")
    number = models.CharField(max_length=90, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    content: Any = models.JSONField()
    digest = models.CharField(max_length=64, help_text="of the content, so that anybody can tell that it stands")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.number
