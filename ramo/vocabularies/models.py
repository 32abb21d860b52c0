"""Lists that other rooms point to. Keys never change; labels may."""

from collections.abc import Iterator
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import F, Func, Value

from ramo.kit.retention import Kept

LEAST_ALIKE = 0.4
LIST = Kept("a loaded list that other rows point to")


class Area(models.Model):
    """A service area. The four main ones stand on home and in the header."""

    RETENTION = LIST

    key = models.SlugField(primary_key=True, max_length=30)
    order = models.PositiveSmallIntegerField()
    is_main = models.BooleanField(default=False)
    name_bg = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    plain_bg = models.CharField(max_length=80, help_text="how a person would say it")
    plain_en = models.CharField(max_length=80)
    purpose_bg = models.TextField()
    purpose_en = models.TextField()
    short_bg = models.CharField(max_length=40, help_text="one or two words for header and tiles")
    short_en = models.CharField(max_length=40)
    hint_bg = models.CharField(max_length=120, blank=True, help_text="three examples under the tile")
    hint_en = models.CharField(max_length=120, blank=True)
    css_class = models.CharField(max_length=30)
    icon = models.CharField(max_length=30)
    requires_verification = models.BooleanField(
        default=False, help_text="texts of this area stay hidden until an expert confirms them"
    )

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_en

    @property
    def body_class(self) -> str:
        """`in-work` for `a-work`: marks the tab of the page's area."""
        return self.css_class.replace("a-", "in-", 1)


class Topic(models.Model):
    """A topic of an area, with the words people use for it."""

    RETENTION = LIST

    key = models.SlugField(primary_key=True, max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="topics")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    label_bg = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    synonyms_bg = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.label_en


class District(models.Model):
    """One of the 28 districts (области); the code is the register's: BLG, BGS …"""

    RETENTION = LIST

    code = models.CharField(primary_key=True, max_length=3)
    name_bg = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)

    class Meta:
        ordering = ["name_bg"]

    def __str__(self) -> str:
        return self.name_en


class Municipality(models.Model):
    """A municipality (община); the code holds its district: BLG52."""

    RETENTION = LIST

    code = models.CharField(primary_key=True, max_length=5)
    district = models.ForeignKey(District, models.PROTECT, related_name="municipalities")
    name_bg = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name_bg"]
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name_bg


class Settlement(models.Model):
    """A town or village by its EKATTE code; points in degrees (WGS 84), unknown for three."""

    RETENTION = LIST

    ekatte = models.CharField(primary_key=True, max_length=5)
    kind_bg = models.CharField(max_length=5, help_text="гр., с., ман.")
    name_bg = models.CharField(max_length=60, db_index=True)
    name_en = models.CharField(max_length=60)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="settlements")
    postcode = models.CharField(max_length=4, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    population = models.PositiveIntegerField(null=True, help_text="2013")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name_bg", "ekatte"]

    def __str__(self) -> str:
        return f"{self.kind_bg} {self.name_bg}"


class Joined(Func):
    """Columns and lists as one text, a stroke between."""

    function = "concat_ws"
    output_field = models.TextField()

    def __init__(self, *parts: str) -> None:
        super().__init__(Value(" | "), *map(F, parts))


class OccupationGroup(models.Model):
    """A unit group of ISCO-08, which the national classification follows: four digits and a name of many trades."""

    RETENTION = LIST

    code = models.CharField(primary_key=True, max_length=4)
    label_bg = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label_en}"


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def like(self, words: str) -> Self:
        """Those with a label like the words, in any language, the most alike first."""
        labels = Joined("label_bg", "label_en", "label_de", "label_ro", "alternative_bg", "alternative_en")
        whole, part = TrigramSimilarity("label_bg", words), TrigramWordSimilarity(words, labels)
        alike = (whole + part) / 2
        return self.annotate(alike=alike).filter(alike__gte=LEAST_ALIKE).order_by("-alike", "label_bg")


class Occupation(models.Model):
    """An ESCO occupation with its ISCO-08 unit group and the other labels people use."""

    RETENTION = LIST

    uri = models.CharField(primary_key=True, max_length=90)
    isco_code = models.CharField(max_length=4, db_index=True)
    label_bg = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    alternative_bg = ArrayField(models.CharField(max_length=250), default=list)
    alternative_en = ArrayField(models.CharField(max_length=250), default=list)
    label_de = models.CharField(max_length=250, blank=True, help_text="a man's and a woman's name, a stroke between")
    label_ro = models.CharField(max_length=250, blank=True)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = ["label_bg"]

    def __str__(self) -> str:
        return self.label_en

    def labels(self) -> Iterator[str]:
        """In every language, preferred and alternative."""
        preferred = (self.label_bg, self.label_en, *self.label_de.split("/"), *self.label_ro.split("/"))
        yield from filter(None, (*map(str.strip, preferred), *self.alternative_bg, *self.alternative_en))


class TitleCorrection(models.Model):
    """What a person said of a title: which occupation it names, wherever it stands from now on."""

    RETENTION = LIST

    key = models.CharField(unique=True, max_length=250, help_text="the words of the title alone")
    title = models.CharField(max_length=250)
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.title} → {self.occupation_id}"


class OccupationWord(models.Model):
    """A word of occupations in any language and the Bulgarian words that stand where it does; made of the list."""

    RETENTION = LIST

    key = models.CharField(primary_key=True, max_length=60)
    words = ArrayField(models.CharField(max_length=60))

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key} → {', '.join(self.words)}"


class Notice(models.Model):
    """A sentence that says where the library's help ends, or what is urgent."""

    RETENTION = LIST

    class Kind(models.TextChoices):
        BOUNDARY = "boundary", "boundary"
        URGENT = "urgent", "urgent"

    key = models.SlugField(primary_key=True, max_length=30)
    kind = models.CharField(max_length=10, choices=Kind)
    title_bg = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    text_bg = models.TextField()
    text_en = models.TextField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title_en
