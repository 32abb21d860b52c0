"""Agencies and offices that own official information."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ramo.kit.retention import Kept, Retention
from ramo.trust.models import Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import District


class InstitutionQuerySet(VerifiableQuerySet["Institution"]):
    def named(self, typed: str) -> "InstitutionQuerySet":
        """Those whose name or abbreviation holds every typed word; all of them when nothing is typed."""
        found = self
        for word in typed.split():
            found = found.filter(
                Q(name_bg__icontains=word) | Q(name_en__icontains=word) | Q(abbreviation_bg__icontains=word)
            )
        return found


class Institution(Verifiable):
    """An agency or office that owns official information. Contacts hold four months."""

    RETENTION: ClassVar[Retention] = Kept("a public institution")
    VALID_FOR = timedelta(days=122)

    class Level(models.TextChoices):
        NATIONAL = "national", "national"
        DISTRICT = "district", "district"
        LOCAL = "local", "local"

    key = models.SlugField(primary_key=True, max_length=40)
    name_bg = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    abbreviation_bg = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=8, choices=Level)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="institutions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="offices")
    website = models.URLField(max_length=300, blank=True, help_text="empty: that of the institution above")
    note_bg = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address_bg = models.CharField(max_length=200, blank=True)
    hours_bg = models.CharField(max_length=200, blank=True, help_text="when people are received, in words")
    contact_email = models.EmailField(blank=True, help_text="given by the institution for our questions; never shown")

    objects = InstitutionQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["key"]

    def __str__(self) -> str:
        return self.abbreviation_bg or self.name_bg

    @property
    def address(self) -> str:
        """The website, or that of the nearest institution above that has one."""
        if self.website or self.parent is None:
            return self.website
        return self.parent.address
