"""A day that was counted on paper and entered afterwards."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from ramo.desk.data import MOST_OF_A_DAY
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Library
from ramo.network.tenancy import LibraryOwned, LibraryOwnedManager

UNDO_FOR = timedelta(minutes=10)


class PaperDayQuerySet(models.QuerySet["PaperDay"]):
    def since(self, day: date) -> Self:
        return self.filter(on__gte=day)

    def undoable(self) -> Self:
        return self.filter(entered_at__gt=clock.now() - UNDO_FOR)


class PaperDayManager(LibraryOwnedManager["PaperDay"]):
    def for_library(self, library: Library) -> PaperDayQuerySet:
        return PaperDayQuerySet(self.model, using=self._db).filter(library=library)


class PaperDay(LibraryOwned):
    """One tally sheet. Its strokes are consultations that point here; undoing it takes them along."""

    RETENTION: ClassVar[Retention] = Kept("a figure of the library; it names nobody")

    on = models.DateField()
    count = models.PositiveSmallIntegerField(help_text="strokes on the sheet")
    entered_at = models.DateTimeField(default=clock.now, help_text="of the entry; when people came is not known")
    submission = models.UUIDField(unique=True)

    objects: ClassVar[PaperDayManager] = PaperDayManager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1, count__lte=MOST_OF_A_DAY), name="paper_day_has_strokes")
        ]

    def __str__(self) -> str:
        return f"{self.count} on {self.on}"

    @property
    def is_undoable(self) -> bool:
        return self.entered_at > clock.now() - UNDO_FOR
