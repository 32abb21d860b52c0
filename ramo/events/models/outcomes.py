"""What people thought of an event as they left, and what became of it weeks later. No name, no words, no hour."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ramo.events.data import Result
from ramo.kit.retention import Kept, Retention

from .hosted import Host

FOLLOWED_FROM, FOLLOWED_TO = timedelta(days=28), timedelta(days=56)  # after the end


class OutcomeCard(models.Model):
    """What somebody who was there thought of it, from 1 to 5; `of_area` is the question of its area."""

    RETENTION: ClassVar[Retention] = Kept("answers without names")

    host = models.ForeignKey(Host, models.CASCADE, related_name="outcomes")
    submission = models.UUIDField(unique=True)
    learned = models.PositiveSmallIntegerField(null=True)
    confident = models.PositiveSmallIntegerField(null=True)
    will_use = models.PositiveSmallIntegerField(null=True)
    aware = models.PositiveSmallIntegerField(null=True)
    of_area = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}": None}) | Q(**{f"{name}__range": (1, 5)}), name=f"outcome_{name}_of_five"
            )
            for name in ("learned", "confident", "will_use", "aware", "of_area")
        ]

    def __str__(self) -> str:
        return f"{self.host_id}: {self.learned}"


class FollowUp(models.Model):
    """Four to eight weeks later, by the number of the slip: once for each slip, and never about health.

    `slip` is what is left of the number: it tells that it was used, and opens nothing.
    """

    RETENTION: ClassVar[Retention] = Kept("answers without names")

    host = models.ForeignKey(Host, models.CASCADE, related_name="follow_ups")
    slip = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(null=True)
    result = models.CharField(max_length=14, choices=[(each.value, each.value) for each in Result], blank=True)
    needs_help = models.BooleanField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.host_id}: {self.used}"
