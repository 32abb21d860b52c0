"""The tree of pages: home, areas, lists of pages, concepts. One tree for both languages."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from ramo.content.blocks import Body, headings_of, plain_text_of
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.kit.retention import Kept, Retention
from ramo.notes.data import Kind
from ramo.notes.reading import beside
from ramo.resources import pages as resources
from ramo.resources.paths import Paths, choices_of_area
from ramo.search.data import CardDates
from ramo.trust.data import Reason
from ramo.trust.models import Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area

HOME_SLUG = "home"
WORDS_A_MINUTE = 180
TRUST_COLUMNS = ("verified_on", "verified_as", "valid_until", "changed_on", "is_demo")
TEXT = MaxLengthValidator(600)
A_LINK = RegexValidator(r"^(/(?!/)|https?://)", _("An address begins with / or https://"))
Crumb = tuple[str, str]


class SitePageQuerySet(PageQuerySet):
    def shown(self) -> Any:
        """Published, and not past its time, whether or not the clock took it down already."""
        return self.live().filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))


SitePageManager = PageManager.from_queryset(SitePageQuerySet)


class PageForm(WagtailAdminPageForm):
    """Areas are called as the editor reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "area" in self.fields:
            self.fields["area"].label_from_instance = lambda area: _said(area, "name")


class SitePage(Page):
    """A page in Bulgarian, and in English where somebody translated it. Its address has no language."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)

    objects = SitePageManager()
    base_form_class = PageForm
    ONE_SITE: ClassVar[int] = 1
    private_page_options: ClassVar[list[str]] = []
    show_in_menus_default = False
    content_panels: ClassVar[list[Any]] = [FieldPanel("title"), FieldPanel("title_en")]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug"), FieldPanel("keywords")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("title_en")]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Blocks that nobody has looked at are kept as they came; looking makes each clean what it keeps."""
        for name in ("body_bg", "body_en"):
            list(getattr(self, name, ()))
        super().save(*args, **kwargs)

    @property
    def title_bg(self) -> str:
        return str(self.title)

    @property
    def address(self) -> str:
        """In the reader's language, of this very page."""
        return reverse("wagtail_serve", args=[str(self.url_path).removeprefix(f"/{HOME_SLUG}/")])

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str:
        return self.address

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        return self.ONE_SITE, settings.PUBLIC_ADDRESS, self.address

    def crumbs(self) -> list[Crumb]:
        """From the first page under home down to this one."""
        above = self.get_ancestors().filter(depth__gt=2).specific() if self.pk else []
        return [*((_said(page, "title"), page.address) for page in above), (_said(self, "title"), "")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"title": _said(self, "title"), "crumbs": self.crumbs(), "area": getattr(self, "area", None)}

    def body_shown(self) -> "ShownBody":
        """The body in the reader's language, or the Bulgarian one marked as such."""
        wanted = get_language() or SOURCE_LANGUAGE
        body = getattr(self, f"body_{wanted}", None)
        return ShownBody(body, wanted) if body else ShownBody(self.body_bg, SOURCE_LANGUAGE)


class ShownBody:
    def __init__(self, blocks: Any, language: str) -> None:
        self.blocks = blocks
        self.language = language
        self.is_foreign = language != (get_language() or SOURCE_LANGUAGE)

    @property
    def headings(self) -> list[tuple[str, str]]:
        return headings_of(self.blocks)

    @property
    def minutes(self) -> int:
        return max(1, round(len(plain_text_of(self.blocks).split()) / WORDS_A_MINUTE))


def _keywords(of: str) -> ClusterTaggableManager:
    return ClusterTaggableManager(
        through="content.PageKeyword", blank=True, verbose_name=_("keywords"), help_text="", related_name=of
    )


def _body(label: Any) -> StreamField:
    return StreamField(Body(), blank=True, verbose_name=label)


class HomePage(SitePage):
    """The first page. Lists of areas and checked texts make themselves; a page that nobody wrote has our words."""

    RETENTION: ClassVar[Retention] = Kept("a public page")

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

    area = models.OneToOneField(Area, models.PROTECT, related_name="page", verbose_name=_("area"))
    lead_bg = models.TextField(_("lead"), validators=[TEXT], blank=True)
    lead_en = models.TextField(_("lead in English"), validators=[TEXT], blank=True)
    body_bg = _body(_("text"))
    body_en = _body(_("text in English"))

    keywords = _keywords("area_pages")

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
        short = _said(self.area, "short")
        return super().get_context(request, *args, **kwargs) | {
            "title": short,
            "others": [area for area in Area.objects.all() if area.pk != self.area_id],
            "choices": choices_of_area(self.area, Paths.read()),
            "groups": resources.groups_of(self.area),
            "hidden": resources.count_hidden(self.area),
            "boundary": resources.boundary_of(self.area),
            "body": self.body_shown(),
            "local": beside(request, Kind.AREA, self.area_id),
            "crumbs": [(short, "")],
        }


class IndexPage(SitePage):
    """A page that lists the pages under it."""

    RETENTION: ClassVar[Retention] = Kept("a public page")

    lead_bg = models.TextField(_("lead"), validators=[TEXT], blank=True)
    lead_en = models.TextField(_("lead in English"), validators=[TEXT], blank=True)

    keywords = _keywords("index_pages")

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
    body_bg = _body(_("text"))
    body_en = _body(_("text in English"))
    edition = models.PositiveSmallIntegerField(
        _("edition"), default=1, help_text=_("Raise it when the meaning changes; a mended letter is no new edition.")
    )
    edition_note_bg = models.CharField(_("what this edition changes"), max_length=300, blank=True)
    edition_note_en = models.CharField(_("the same in English"), max_length=300, blank=True)
    changed_on = models.DateField(
        null=True, blank=True, editable=False, help_text="published anew after the last confirmation"
    )

    objects = PageManager.from_queryset(ConceptQuerySet)()

    keywords = _keywords("concept_pages")

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
        }


class Edition(models.Model):
    """An edition of a concept, written down on the day it was published."""

    RETENTION: ClassVar[Retention] = Kept("the history of what the public was told")

    concept = models.ForeignKey(ConceptPage, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_on = models.DateField(default=clock.today)
    note_bg = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["concept", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.concept_id}, edition {self.number}"


def _said(thing: object, field: str) -> str:
    return str(said(thing, field, get_language()))


__all__ = ["AreaPage", "ConceptPage", "Edition", "HomePage", "IndexPage", "SitePage"]
