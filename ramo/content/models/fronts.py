"""The first page, and the first page of each area: an editor's words above lists that make themselves."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ramo.content.seasons import open_in
from ramo.events.lists import coming_in
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.listings.lists import doors_of
from ramo.notes.data import Kind
from ramo.notes.reading import beside
from ramo.resources import pages as resources
from ramo.resources.paths import Paths, choices_of_area
from ramo.vocabularies.models import Area

from .concepts import ConceptPage
from .pages import TEXT, SitePage, body, keywords, said_here

A_LINK = RegexValidator(r"^(/(?!/)|https?://)", _("An address begins with / or https://"))


class HomePage(SitePage):
    """The first page. Lists of areas and checked texts make themselves; a page that nobody wrote has our words."""

    RETENTION: ClassVar[Retention] = Kept("a public page")
    STANDS_IN_TREE = False

    lead_bg = models.TextField(_("lead"), validators=[TEXT], blank=True)
    lead_en = models.TextField(_("lead in English"), validators=[TEXT], blank=True)
    hint_bg = models.CharField(_("hint of the search"), max_length=160, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=160, blank=True)
    band_title_bg = models.CharField(_("title of the notice"), max_length=120, blank=True)
    band_title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    band_text_bg = models.TextField(_("text of the notice"), validators=[TEXT], blank=True)
    band_text_en = models.TextField(_("text in English"), validators=[TEXT], blank=True)
    band_button_bg = models.CharField(_("button"), max_length=60, blank=True)
    band_button_en = models.CharField(_("button in English"), max_length=60, blank=True)
    band_link = models.CharField(_("where the button leads"), max_length=300, blank=True, validators=[A_LINK])
    band_from = models.DateField(_("shown from"), null=True, blank=True)
    band_until = models.DateField(_("shown until, that day too"), null=True, blank=True)

    template = "content/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("lead_bg"),
        FieldPanel("lead_en"),
        FieldRowPanel([FieldPanel("hint_bg"), FieldPanel("hint_en")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("band_title_bg"), FieldPanel("band_title_en")]),
                FieldPanel("band_text_bg"),
                FieldPanel("band_text_en"),
                FieldRowPanel([FieldPanel("band_button_bg"), FieldPanel("band_button_en")]),
                FieldPanel("band_link"),
                FieldRowPanel([FieldPanel("band_from"), FieldPanel("band_until")]),
            ],
            heading=_("One notice with its dates"),
        ),
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def address(self) -> str:
        return reverse("content:home")

    @property
    def shows_band(self) -> bool:
        today = clock.today()
        has_begun = self.band_from is None or self.band_from <= today
        return bool(self.band_title_bg) and has_begun and (self.band_until is None or today <= self.band_until)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        latest = resources.latest_checked()
        return super().get_context(request, *args, **kwargs) | {
            "crumbs": [],
            "areas": Area.objects.filter(is_main=True),
            "latest": latest,
            "are_of_today": all(entry.trust.verified_on == clock.today() for entry in latest),
            "checked": resources.count_checked(),
        }


class AreaPage(SitePage):
    """What an editor says of an area; the services and paths under it are lists that make themselves."""

    RETENTION: ClassVar[Retention] = Kept("a public page")
    STANDS_IN_TREE = False

    area = models.OneToOneField(Area, models.PROTECT, related_name="page", verbose_name=_("area"))
    lead_bg = models.TextField(_("lead"), validators=[TEXT], blank=True)
    lead_en = models.TextField(_("lead in English"), validators=[TEXT], blank=True)
    body_bg = body(_("text"))
    body_en = body(_("text in English"))

    keywords = keywords("area_pages")

    template = "content/area.html"
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("area"),
        FieldPanel("lead_bg"),
        FieldPanel("lead_en"),
        FieldPanel("body_bg"),
        FieldPanel("body_en"),
    ]

    class Meta:
        verbose_name = _("area page")
        verbose_name_plural = _("area pages")

    @property
    def address(self) -> str:
        return reverse("content:area", args=[self.area_id])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        short = said_here(self.area, "short")
        return super().get_context(request, *args, **kwargs) | {
            "title": short,
            "others": [area for area in Area.objects.all() if area.pk != self.area_id],
            "choices": choices_of_area(self.area, Paths.read()),
            "doors": doors_of(self.area_id),
            "coming": coming_in(self.area_id),
            "campaigns": open_in(self.area_id),
            "groups": resources.groups_of(self.area),
            "hidden": resources.count_hidden(self.area),
            "boundary": resources.boundary_of(self.area),
            "body": self.body_shown(),
            "concepts": ConceptPage.objects.shown().filter(area=self.area_id).select_related("area"),
            "local": beside(request, Kind.AREA, self.area_id),
            "crumbs": [(short, "")],
        }
