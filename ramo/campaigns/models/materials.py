"""Materials of an edition: the partner owns the words, each version has its date; the last one is printed."""

from datetime import timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution
from ramo.trust.data import NETWORK_SCOPE
from ramo.trust.models import Verifiable, VerifiableQuerySet

from .editions import Edition


class Form(models.TextChoices):
    POSTER = "poster", _("poster")
    LIST = "list", _("list")
    SIGN = "sign", _("sign")
    CARD = "card", _("exit card")
    SESSION = "session", _("lesson plan")
    SLIP = "slip", _("referral slip")


class MaterialQuerySet(VerifiableQuerySet["Material"]):
    def last_versions(self) -> Self:
        """Of each the last version; the others are history."""
        newest = Material.objects.filter(edition=OuterRef("edition"), key=OuterRef("key")).order_by("-version")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class Material(Verifiable):
    """`lines_bg` is what is printed; empty where the owner has not given the words yet, and then nothing is."""

    RETENTION: ClassVar[Retention] = Kept("the history of what the public was told")
    VALID_FOR = timedelta(days=400)
    REVIEW_PAGE = "campaigns:campaigns_desk"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="materials")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=Form)
    title_bg = models.CharField(max_length=160)
    lines_bg = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    owner = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    written_on = models.DateField(default=clock.today)

    objects = MaterialQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["order", "-version"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.UniqueConstraint(fields=["edition", "key", "version"], name="material_version_once"),
        ]

    def __str__(self) -> str:
        return self.title_bg

    def review_scope(self) -> str:
        return f"institution:{self.owner_id}" if self.owner_id else NETWORK_SCOPE

    @property
    def is_ready(self) -> bool:
        """Whether there is something to print; poster, card and lesson are made of the edition itself."""
        return bool(self.lines_bg) or self.form in {Form.POSTER, Form.CARD, Form.SESSION}
