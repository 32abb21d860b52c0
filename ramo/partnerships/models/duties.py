"""Who gives what and when under an agreement, and the evidence that it was given."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Library

from .agreements import Agreement


class DutyQuerySet(models.QuerySet["Duty"]):
    def standing(self) -> Self:
        return self.filter(dropped_on=None)


class Duty(models.Model):
    """What one side owes. One with `by_locals` is carried out in the partnerships under the agreement.

    A partnership changes an inherited duty by one of its own that stands in its place (`instead_of`), or
    leaves it out (`is_left_out`).
    """

    RETENTION: ClassVar[Retention] = Kept("a part of its agreement")

    class Owes(models.TextChoices):
        PARTNER = "partner", _("the partner")
        OFFICE = "office", _("the office of the programme")
        COORDINATOR = "coordinator", _("the district coordinator")
        LIBRARIES = "libraries", _("the libraries")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("once")
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        YEARLY = "yearly", _("every year")
        CAMPAIGN = "campaign", _("before a campaign")
        AS_NEEDED = "as_needed", _("when asked")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="duties")
    owes = models.CharField(max_length=11, choices=Owes)
    what_bg = models.CharField(max_length=200)
    what_en = models.CharField(max_length=200, blank=True)
    rhythm = models.CharField(max_length=9, choices=Rhythm)
    amount = models.PositiveSmallIntegerField(default=1, help_text="how many in a period")
    due_on = models.DateField(null=True, help_text="of what is done once; empty: by the end of the term")
    by_locals = models.BooleanField(default=False)
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="local_changes")
    is_left_out = models.BooleanField(default=False)
    dropped_on = models.DateField(null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="duty_is_owed_at_least_once"),
            models.CheckConstraint(condition=Q(due_on=None) | Q(rhythm="once"), name="duty_due_on_a_day_is_done_once"),
            models.CheckConstraint(
                condition=Q(is_left_out=False) | Q(instead_of__isnull=False), name="duty_left_out_is_an_inherited_one"
            ),
            models.UniqueConstraint(
                fields=["agreement", "instead_of"],
                condition=Q(dropped_on=None, instead_of__isnull=False),
                name="inherited_duty_changed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.owes}, {self.rhythm}"


class DutyDoneQuerySet(models.QuerySet["DutyDone"]):
    def standing(self) -> Self:
        return self.filter(taken_back_on=None)


class DutyDone(models.Model):
    """Evidence. `agreement` is the one under which it was done, also where the duty is inherited."""

    RETENTION: ClassVar[Retention] = Kept("proof of what was delivered under an agreement")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="done")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="done")
    library = models.ForeignKey(Library, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    amount = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(unique=True)
    taken_back_on = models.DateField(null=True, help_text="written by mistake")

    objects = DutyDoneQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        verbose_name_plural = "duties done"
        indexes = [models.Index(fields=["agreement", "duty", "done_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="duty_done_at_least_once"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(url="") | Q(amount__gt=1), name="duty_done_says_what_was_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} on {self.done_on}"
