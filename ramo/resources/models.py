"""Official services and sites with their steps, and the paths that lead to them."""

from datetime import timedelta
from typing import ClassVar, Self, TypeVar
from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution
from ramo.trust.data import Reason
from ramo.trust.models import State, Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area, Notice, Topic


def lines() -> "ArrayField[list[str], list[str]]":
    """An ordered list of short sentences."""
    return ArrayField(models.CharField(max_length=400), default=list, blank=True)


Item = TypeVar("Item", bound=models.Model, covariant=True)


class GuideQuerySet(VerifiableQuerySet[Item]):
    def for_review(self) -> Self:
        """Never verified, expired, about to expire, or edited since somebody confirmed it."""
        return super().for_review() | self.published().filter(changed_on__isnull=False)

    def trusted_first(self) -> Self:
        """Confirmed ones before those that still wait, the latest first."""
        return self.order_by(F("verified_on").desc(nulls_last=True), "pk")

    def in_date(self) -> Self:
        """Confirmed, and the confirmation holds today."""
        return self.shown().filter(verified_on__isnull=False)


class Guide(Verifiable):
    """What leads a person somewhere: a resource or a need."""

    REVIEW_PAGE = "resources:review"

    changed_on = models.DateField(null=True, help_text="facts edited after the last confirmation")
    easy_bg = lines()
    easy_en = lines()

    class Meta(Verifiable.Meta):
        abstract = True

    def is_shown(self) -> bool:
        """What `shown()` asks of the database, of one row."""
        is_current = self.state == State.PUBLISHED and not self.is_expired(clock.today())
        return is_current and not self.is_hidden

    def review_reason(self) -> Reason | None:
        pressing = super().review_reason()
        if self.changed_on is None or pressing == Reason.EXPIRED:
            return pressing
        return Reason.CHANGED


class ResourceQuerySet(GuideQuerySet["Resource"]):
    def recommended(self) -> Self:
        return self.filter(is_recommended=True)

    def whole(self) -> Self:
        """With all that its page and its card say, in two queries."""
        return self.select_related("area", "owner").prefetch_related("topics")


class Resource(Guide):
    """An official online service or site: what it gives, how to use it, what it needs. Holds six months."""

    RETENTION: ClassVar[Retention] = Kept("a public resource")
    VALID_FOR = timedelta(days=183)

    key = models.SlugField(primary_key=True, max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="resources")
    topics = models.ManyToManyField(Topic, related_name="resources", blank=True)
    name_bg = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    owner = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="resources")
    owner_text_bg = models.CharField(max_length=160, blank=True, help_text="where the owner is no listed institution")
    url = models.URLField(max_length=500, blank=True, help_text="empty: a telephone line")
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
    is_recommended = models.BooleanField(default=True, help_text="off: found by search only, never on a hand-out")

    objects = ResourceQuerySet.as_manager()

    class Meta(Guide.Meta):
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name_bg

    def review_scope(self) -> str:
        return f"institution:{self.owner_id}" if self.owner_id else super().review_scope()

    @property
    def host(self) -> str:
        """What people call the site: az.government.bg"""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

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
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.label_bg


class NeedQuerySet(GuideQuerySet["Need"]):
    def whole(self) -> Self:
        """With all that its page and its card say, in four queries."""
        return self.select_related("area", "boundary").prefetch_related("topics", "resource_links__resource__owner")


class Need(Guide):
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
    referrals = ArrayField(models.CharField(max_length=30), default=list, help_text="keys of the desk's referrals")
    boundary = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="+")
    resources = models.ManyToManyField(Resource, through="NeedResource", related_name="needs")

    objects = NeedQuerySet.as_manager()

    class Meta(Guide.Meta):
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.title_bg

    def ordered_resources(self) -> list[Resource]:
        """In the order of use."""
        return [link.resource for link in self.resource_links.all()]

    def current_resources(self) -> list[Resource]:
        """Those that the public may read today."""
        return [resource for resource in self.ordered_resources() if resource.is_shown()]


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
