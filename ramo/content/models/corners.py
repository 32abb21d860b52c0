"""A library's own words and pictures on its page."""

from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin, WorkflowMixin

from ramo.content import renditions
from ramo.content.data import Corner
from ramo.content.editing import CornerForm
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Library

from .pictures import Picture

LONGEST = 1_500
MOST_PICTURES = 6


class LibraryCornerQuerySet(models.QuerySet["LibraryCorner"]):
    def shown(self) -> "LibraryCornerQuerySet":
        """Published, and not past its time, whether or not the clock took it down already."""
        return self.filter(live=True).filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))


class LibraryCorner(WorkflowMixin, PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """Written by its librarian, published by whoever moderates its district."""

    RETENTION: ClassVar[Retention] = Kept("while the library is listed")

    library = models.OneToOneField(
        Library, models.PROTECT, related_name="corner", editable=False, verbose_name=_("library")
    )
    text_bg = models.TextField(
        _("text"),
        validators=[MaxLengthValidator(LONGEST)],
        help_text=_(
            "Who you are, what you have, what happens at yours: at most 1,500 characters, a line between paragraphs."
        ),
    )
    text_en = models.TextField(_("text in English"), validators=[MaxLengthValidator(LONGEST)], blank=True)

    objects = LibraryCornerQuerySet.as_manager()
    base_form_class = CornerForm

    panels: ClassVar[list[Any]] = [
        FieldPanel("text_bg"),
        FieldPanel("text_en"),
        InlinePanel("corner_pictures", heading=_("Pictures"), label=_("Picture"), max_num=MOST_PICTURES),
        PublishingPanel(),
    ]

    class Meta:
        ordering = ["library"]
        verbose_name = _("library corner")
        verbose_name_plural = _("library corners")
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text_bg"), LONGEST) & LessThanOrEqual(Length("text_en"), LONGEST),
                name="corner_text_is_short",
            ),
        ]

    def __str__(self) -> str:
        return str(self.library)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.text_bg, self.text_en = self.text_bg.strip(), self.text_en.strip()
        super().full_clean(*args, **kwargs)

    def as_shown(self) -> Corner:
        pictures = [renditions.shown(row.picture) for row in self.corner_pictures.all()]
        return Corner(self.text_bg, self.text_en, tuple(picture for picture in pictures if picture))

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/corner_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"corner": self.as_shown(), "title": str(self.library), "crumbs": [(str(self.library), "")]}


class CornerPicture(Orderable):
    RETENTION: ClassVar[Retention] = Kept("a part of its corner")

    corner = ParentalKey(LibraryCorner, related_name="corner_pictures")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name=_("picture"))

    panels: ClassVar[list[Any]] = [FieldPanel("picture")]

    class Meta(Orderable.Meta):
        verbose_name = _("picture")

    def __str__(self) -> str:
        return f"{self.corner_id}: {self.picture_id}"
