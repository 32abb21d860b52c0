"""What every page of the tree is: one tree for both languages, each page under its own address."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from ramo.content.blocks import Body, headings_of, plain_text_of
from ramo.content.editing import OnTheLatest
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE, said

from .addresses import FormerAddress, refuse_taken

HOME_SLUG = "home"
WORDS_A_MINUTE = 180
TEXT = MaxLengthValidator(600)
Crumb = tuple[str, str]


class SitePageQuerySet(PageQuerySet):
    def shown(self) -> Any:
        """Published, and not past its time, whether or not the clock took it down already."""
        return self.live().filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))


SitePageManager = PageManager.from_queryset(SitePageQuerySet)


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


class BodyInBoth:
    """Of what has a body in Bulgarian, and may have one in English."""

    def body_shown(self) -> ShownBody:
        """In the reader's language, or in Bulgarian and marked as such."""
        wanted = get_language() or SOURCE_LANGUAGE
        body = getattr(self, f"body_{wanted}", None)
        return ShownBody(body, wanted) if body else ShownBody(getattr(self, "body_bg", ()), SOURCE_LANGUAGE)


class PageForm(OnTheLatest, WagtailAdminPageForm):
    """Areas are called as the editor reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "area" in self.fields:
            self.fields["area"].label_from_instance = lambda area: said_here(area, "name")  # type: ignore[attr-defined]

    def clean(self) -> Any:
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.instance.STANDS_IN_TREE and self.parent_page:
            self._refuse_taken(f"{self.parent_page.url_path}{slug}/")
        return cleaned

    def _refuse_taken(self, url_path: str) -> None:
        try:
            refuse_taken(url_path, self.instance)
        except ValidationError as refusal:
            self.add_error(None, refusal)


class SitePage(BodyInBoth, Page):
    """A page in Bulgarian, and in English where somebody translated it. Its address has no language."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)

    objects = SitePageManager()
    base_form_class = PageForm
    ONE_SITE: ClassVar[int] = 1
    STANDS_IN_TREE: ClassVar[bool] = True  # its address is where it stands; else a fixed one of ours
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
        with transaction.atomic():
            if self.STANDS_IN_TREE:
                self._leave_address()
            super().save(*args, **kwargs)

    def _leave_address(self) -> None:
        """Before a new one is written, of this page and of those under it."""
        before = Page.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.slug == self.slug:
            return
        refuse_taken(f"{self.get_parent().url_path}{self.slug}/", self)
        if before:
            FormerAddress.objects.remember(before.get_descendants(inclusive=True))

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
        return [*((said_here(page, "title"), page.address) for page in above), (said_here(self, "title"), "")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "title": said_here(self, "title"),
            "crumbs": self.crumbs(),
            "area": getattr(self, "area", None),
        }


def keywords(of: str) -> ClusterTaggableManager:
    return ClusterTaggableManager(
        through="content.PageKeyword", blank=True, verbose_name=_("keywords"), help_text="", related_name=of
    )


def body(label: Any) -> StreamField:
    return StreamField(Body(), blank=True, verbose_name=label)


def said_here(thing: object, field: str) -> str:
    """In the language of whoever reads."""
    return str(said(thing, field, get_language()))
