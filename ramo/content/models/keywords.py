"""Words by which pages are found together."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase

from ramo.content.blocks import anchor_of
from ramo.kit.retention import Kept, Retention


class Keyword(TagBase):
    """Written in Bulgarian, once for all pages; its address is in Latin letters and stays when the word changes."""

    RETENTION: ClassVar[Retention] = Kept("an address that others may have written down")

    name_en = models.CharField(_("in English"), max_length=100, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")

    @property
    def name_bg(self) -> str:
        return str(self.name)

    def slugify(self, tag: str, i: int | None = None) -> str:
        return anchor_of(tag) + (f"-{i}" if i else "")


class PageKeyword(ItemBase):
    RETENTION: ClassVar[Retention] = Kept("a part of its page")

    tag = models.ForeignKey(Keyword, models.CASCADE, related_name="pages")
    content_object = ParentalKey("wagtailcore.Page", related_name="page_keywords")

    def __str__(self) -> str:
        return f"{self.content_object_id}: {self.tag_id}"
