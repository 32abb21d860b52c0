"""Local notes: beside a national text, for the readers of one library or district, until a date."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.kit.retention import Forgotten, Retention
from ramo.network.models import Library
from ramo.vocabularies.models import District

from .data import LONGEST


class LocalNoteQuerySet(models.QuerySet["LocalNote"]):
    def current(self) -> "LocalNoteQuerySet":
        return self.filter(valid_until__gte=clock.today())

    def beside(self, kind: str, key: str) -> "LocalNoteQuerySet":
        return self.filter(target_kind=kind, target_key=key)

    def for_readers_of(self, number: str) -> "LocalNoteQuerySet":
        """Of a library and of its district, the nearer first."""
        library = Library.objects.filter(pk=number)
        return self.filter(Q(library__in=library) | Q(district__in=library.values("district"))).order_by(
            models.F("library").asc(nulls_last=True), "-written_on", "-pk"
        )


class LocalNote(models.Model):
    """One place says one thing beside one text; written again, it replaces what that place said before."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=365), since="valid_until")

    target_kind = models.CharField(max_length=20)
    target_key = models.CharField(max_length=80)
    library = models.ForeignKey(Library, models.PROTECT, null=True, related_name="notes")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="notes")
    text_bg = models.CharField(max_length=LONGEST)
    text_en = models.CharField(max_length=LONGEST, blank=True)
    valid_until = models.DateField()
    written_on = models.DateField(default=clock.today)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = LocalNoteQuerySet.as_manager()

    class Meta:
        ordering = ["target_kind", "target_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(library=None, district__isnull=False) | Q(library__isnull=False, district=None),
                name="note_is_of_a_library_or_a_district",
            ),
            models.UniqueConstraint(
                fields=["target_kind", "target_key", "library", "district"],
                nulls_distinct=False,
                name="note_once_a_place_and_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.library_id or self.district_id} beside {self.target_kind} {self.target_key}"

    @staticmethod
    def of(place: Library | District) -> Q:
        return Q(library=place) if isinstance(place, Library) else Q(district=place)

    @property
    def scope(self) -> Library | District:
        place = self.library or self.district
        assert place is not None  # noqa: S101 (the table holds it)
        return place

    @property
    def place(self) -> str:
        """As the reader says it: a settlement, or a district."""
        if self.library:
            return self.library.place
        return str(said(self.district, "name", get_language()))
