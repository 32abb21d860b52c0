"""A library in an edition: its tasks with its own dates, the drafts of events and the requests that came of it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ramo.events.models import Event
from ramo.invitations.models import ExpertRequest
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Library
from ramo.network.tenancy import LibraryOwned, LibraryOwnedManager

from .editions import Edition, EditionTask

LIBRARIES = "the public sees which libraries are in a campaign"


class ParticipationManager(LibraryOwnedManager["Participation"]):
    def standing(self, edition: Edition) -> "models.QuerySet[Participation]":
        """Of an edition, those who did not leave."""
        return self.across_libraries(LIBRARIES).filter(edition=edition, left_at=None)

    def of(self, edition: Edition, library: Library) -> "Participation | None":
        return self.for_library(library).filter(edition=edition, left_at=None).first()


class Participation(LibraryOwned):
    """`version`: of the edition's dates that it follows. Who leaves keeps the row, and takes it up again on return."""

    RETENTION: ClassVar[Retention] = Kept("which libraries gave a campaign; it names no person")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="participations")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[ParticipationManager] = ParticipationManager()

    class Meta:
        ordering = ["joined_at"]
        constraints = [models.UniqueConstraint(fields=["edition", "library"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.library_id} in {self.edition_id}"

    @property
    def key(self) -> str:
        return f"campaign:{self.edition_id}:{self.library_id}"


class LibraryTask(models.Model):
    """`own_on`: the day a person chose, which a move of the campaign leaves alone and shows its own beside."""

    RETENTION: ClassVar[Retention] = Kept("what a library did for a campaign, and when")

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="tasks")
    task = models.ForeignKey(EditionTask, models.CASCADE, related_name="+")
    due_on = models.DateField()
    own_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "task__task__order"]
        constraints = [models.UniqueConstraint(fields=["participation", "task"], name="library_task_once")]
        indexes = [
            models.Index(fields=["participation"], condition=Q(done_on__isnull=False), name="library_task_done"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} until {self.on}"

    @property
    def on(self) -> date:
        return self.own_on or self.due_on

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.on < clock.today()

    @property
    def key(self) -> str:
        return f"campaign-task:{self.pk}"


class Planned(models.Model):
    """The draft of an event and the request to the partner that came of a task, as we wrote them."""

    RETENTION: ClassVar[Retention] = Kept("what came of a campaign's tasks")

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="planned")
    task = models.ForeignKey(EditionTask, models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(null=True, help_text="the beginning as we wrote it; another one is a person's")
    request = models.ForeignKey(ExpertRequest, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "task"], name="planned_once")]

    def __str__(self) -> str:
        return f"{self.task_id} of {self.participation_id}"
