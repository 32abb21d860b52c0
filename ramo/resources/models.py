"""Official services and sites with their steps, and the paths that lead to them."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution
from ramo.trust.models import Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area, Notice, Topic


def lines() -> "ArrayField[list[str], list[str]]":
    """An ordered list of short sentences."""
    return ArrayField(models.CharField(max_length=400), default=list, blank=True)


class Resource(Verifiable):
    """An official online service or site: what it gives, how to use it, what it needs. Holds six months."""

    RETENTION: ClassVar[Retention] = Kept("a public resource")
    VALID_FOR = timedelta(days=183)

    key = models.SlugField(primary_key=True, max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="resources")
    topics = models.ManyToManyField(Topic, related_name="resources", blank=True)
    name_bg = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    owner = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="resources")
    owner_text_bg = models.CharField(
        max_length=160, blank=True, help_text="where the owner is no listed institution"
    )
    url = models.URLField(max_length=500)
    phone = models.CharField(max_length=30, blank=True)
    gives_bg = models.TextField(help_text="what a person gets, in two sentences")
    gives_en = models.TextField(blank=True)
    how_to_bg = lines()
    how_to_en = lines()
    needs_bg = models.CharField(max_length=160, blank=True)
    needs_en = models.CharField(max_length=160, blank=True)
    cost_bg = models.CharField(max_length=120, blank=True)
    cost_en = models.CharField(max_length=120, blank=True)
    audience_bg = models.CharField(max_length=120, blank=True)
    audience_en = models.CharField(max_length=120, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    is_recommended = models.BooleanField(
        default=True, help_text="off: found by search only, never on a hand-out"
    )

    objects = VerifiableQuerySet["Resource"].as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name_bg

    @property
    def owner_name_bg(self) -> str:
        return self.owner.name_bg if self.owner else self.owner_text_bg

    @property
    def owner_name_en(self) -> str:
        return self.owner.name_en if self.owner else ""


class NeedScreen(models.Model):
    """A question with at most four choices: further screens, or needs. The root has no parent."""

    RETENTION: ClassVar[Retention] = Kept("a public page")

    key = models.SlugField(primary_key=True, max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    order = models.PositiveSmallIntegerField()
    label_bg = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120, blank=True)
    hint_bg = models.CharField(max_length=160, blank=True)
    hint_en = models.CharField(max_length=160, blank=True)
    question_bg = models.CharField(max_length=160)
    question_en = models.CharField(max_length=160, blank=True)
    icon = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["parent", "order"], name="need_screen_order_once")]

    def __str__(self) -> str:
        return self.label_bg


class Need(Verifiable):
    """The ready answer at the end of a path: steps, papers, sources, where to refer. Holds six months."""

    RETENTION: ClassVar[Retention] = Kept("a public page")
    VALID_FOR = timedelta(days=183)

    key = models.SlugField(primary_key=True, max_length=40)
    screen = models.ForeignKey(NeedScreen, models.PROTECT, related_name="needs")
    order = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="needs")
    topics = models.ManyToManyField(Topic, related_name="needs", blank=True)
    title_bg = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    steps_bg = lines()
    steps_en = lines()
    papers_bg = lines()
    papers_en = lines()
    refer_bg = models.CharField(max_length=300, blank=True)
    refer_en = models.CharField(max_length=300, blank=True)
    referrals = ArrayField(
        models.CharField(max_length=30), default=list, help_text="keys of the desk's referrals"
    )
    boundary = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="+")
    resources = models.ManyToManyField(Resource, through="NeedResource", related_name="needs")

    objects = VerifiableQuerySet["Need"].as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["order"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.UniqueConstraint(fields=["screen", "order"], name="need_order_once"),
        ]

    def __str__(self) -> str:
        return self.title_bg


class NeedResource(models.Model):
    """A resource that a need leads to, in the order of use."""

    RETENTION: ClassVar[Retention] = Kept("a part of its need")

    need = models.ForeignKey(Need, models.CASCADE, related_name="resource_links")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="need_links")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["need", "resource"], name="need_resource_once")]

    def __str__(self) -> str:
        return f"{self.need_id} → {self.resource_id}"
