"""Concepts, the lists they stand in, and what each edition of them changed."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.partnerships.lists import national_of
from ramo.search.data import CardDates
from ramo.trust.data import Reason
from ramo.trust.models import Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area

from .pages import TEXT, BodyInBoth, SitePage, SitePageQuerySet, body, keywords

TRUST_COLUMNS = ("verified_on", "verified_as", "valid_until", "changed_on", "is_demo")


class IndexPage(SitePage):
    """A page that lists the pages under it."""

    RETENTION: ClassVar[Retention] = Kept("a public page")

    lead_bg = models.TextField(_("lead"), validators=[TEXT], blank=True)
    lead_en = models.TextField(_("lead in English"), validators=[TEXT], blank=True)

    keywords = keywords("index_pages")

    template = "content/index.html"
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.ConceptPage"]
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("lead_bg"), FieldPanel("lead_en")]

    class Meta:
        verbose_name = _("list of pages")
        verbose_name_plural = _("lists of pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        concepts = ConceptPage.objects.child_of(self).shown().select_related("area")
        return super().get_context(request, *args, **kwargs) | {"concepts": concepts}


class ConceptQuerySet(VerifiableQuerySet["ConceptPage"], SitePageQuerySet):
    """What is published is said by the tree, not by a column of its own."""

    def published(self) -> Any:
        return SitePageQuerySet.shown(self)

    def shown(self) -> Any:
        return SitePageQuerySet.shown(self)


class ConceptPage(SitePage, Verifiable):
    """What a service of the library is, does and leaves to others. Holds two years."""

    RETENTION: ClassVar[Retention] = Kept("a public page")
    VALID_FOR = timedelta(days=730)
    REVIEW_PAGE = "content:concepts_for_review"

    state = None  # type: ignore[assignment]  # said by the tree
    verified_on = models.DateField(null=True, blank=True, editable=False)  # the editor checks what forms do not show
    valid_until = models.DateField(null=True, blank=True, editable=False)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="concepts", verbose_name=_("area")
    )
    summary_bg = models.TextField(_("summary"), validators=[TEXT])
    summary_en = models.TextField(_("summary in English"), validators=[TEXT], blank=True)
    body_bg = body(_("text"))
    body_en = body(_("text in English"))
    edition = models.PositiveSmallIntegerField(
        _("edition"), default=1, help_text=_("Raise it when the meaning changes; a mended letter is no new edition.")
    )
    edition_note_bg = models.CharField(_("what this edition changes"), max_length=300, blank=True)
    edition_note_en = models.CharField(_("the same in English"), max_length=300, blank=True)
    changed_on = models.DateField(
        null=True, blank=True, editable=False, help_text="published anew after the last confirmation"
    )

    objects = PageManager.from_queryset(ConceptQuerySet)()

    keywords = keywords("concept_pages")

    template = "content/concept.html"
    parent_page_types: ClassVar[list[str]] = ["content.IndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("area"),
        FieldPanel("summary_bg"),
        FieldPanel("summary_en"),
        FieldPanel("body_bg"),
        FieldPanel("body_en"),
        FieldRowPanel(
            [
                FieldPanel("source_label", heading=_("whose")),
                FieldPanel("source_url", heading=_("address")),
            ],
            heading=_("Source"),
        ),
        MultiFieldPanel(
            [FieldPanel("edition"), FieldPanel("edition_note_bg"), FieldPanel("edition_note_en")],
            heading=_("Edition"),
        ),
    ]
    search_fields: ClassVar[list[Any]] = [*SitePage.search_fields, index.SearchField("body_bg")]

    class Meta(Verifiable.Meta):
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Who confirmed a concept, and when, is of the page and not of one of its drafts."""
        page = super().with_content_json(content)
        for column in TRUST_COLUMNS:
            setattr(page, column, getattr(self, column))
        return page

    def review_reason(self) -> Reason | None:
        pressing = super().review_reason()
        return pressing if self.changed_on is None or pressing == Reason.EXPIRED else Reason.CHANGED

    @property
    def ends_on(self) -> date | None:
        """The first of its two ends: of the confirmation, and of its time on the site."""
        expires_on = self.expire_at.astimezone(clock.COUNTRY_ZONE).date() if self.expire_at else None
        return min((day for day in (self.valid_until, expires_on) if day), default=None)

    def card_dates(self) -> CardDates:
        return super().card_dates() | {"public": self.live, "valid_until": self.ends_on}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "body": self.body_shown(),
            "trust": self.trust_line(),
            "editions": self.editions.all() if self.pk else [],
            "keywords": self.keywords.all(),
            "agreements": national_of(self.area) if self.area else [],
        }


class Edition(BodyInBoth, models.Model):
    """A concept as this edition had it: written down when published, and anew with each mended letter."""

    TEXT: ClassVar = ("title_bg", "title_en", "summary_bg", "summary_en", "body_bg", "body_en")

    RETENTION: ClassVar[Retention] = Kept("the history of what the public was told")

    concept = models.ForeignKey(ConceptPage, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_on = models.DateField(default=clock.today)
    note_bg = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    title_bg = models.CharField(max_length=255, blank=True)
    title_en = models.CharField(max_length=255, blank=True)
    summary_bg = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    body_bg = body(_("text"))
    body_en = body(_("text in English"))

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["concept", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.concept_id}, edition {self.number}"

    @property
    def is_readable(self) -> bool:
        """An edition from before texts were kept is only a line in the list."""
        return bool(self.body_bg)
