"""Addresses at which pages of the tree stood once: none is lost, and none is given to another page."""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import resolve
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.kit.retention import Kept, Retention

SERVED = "wagtail_serve"


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def remember(self, pages: Iterable[Page], *, are_going: bool = False) -> None:
        """Where these stand now, before they leave or go for good; what nobody could read was no address."""
        rows = [
            FormerAddress(url_path=page.url_path, page_id=None if are_going else page.pk)
            for page in pages
            if page.first_published_at
        ]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["url_path"], update_fields=["page", "left_on"])


class FormerAddress(models.Model):
    """Leads to where its page stands now; without one, the page was deleted."""

    RETENTION: ClassVar[Retention] = Kept("somebody may have it on paper")

    url_path = models.TextField(unique=True, help_text="as the tree writes it, from /home/ on")
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="former_addresses")
    left_on = models.DateField(default=clock.today)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        ordering = ["url_path"]
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return self.url_path


def refuse_taken(url_path: str, page: Page) -> None:
    """An address that another page had, or that a page of the house has, is not for `page`."""
    left = FormerAddress.objects.filter(url_path=url_path).first()
    if left and (left.page_id is None or left.page_id != page.pk):
        raise ValidationError({"slug": _("Another page stood at this address, and people may have it on paper.")})
    with override(SOURCE_LANGUAGE):
        served_by = resolve(address_of(url_path)).url_name
    if served_by != SERVED:
        raise ValidationError({"slug": _("This address belongs to another part of the site.")})


def address_of(url_path: str) -> str:
    """Without the first page's own part."""
    return "/" + url_path.split("/", 2)[2]
