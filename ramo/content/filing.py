"""What follows when a page is published, taken down or moved: its card, its edition, the address it leaves."""

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, pre_page_move

from ramo.kit import clock
from ramo.search.actions import file_card, withdraw_card

from .cards import FOUND_BY_SEARCH, card_of, key_of
from .models import ConceptPage, Edition, FormerAddress


def published(instance: Any, **_: Any) -> None:
    page = instance.specific
    if isinstance(page, ConceptPage):
        _write_down_edition(page)
        _mark_change(page)
    if isinstance(page, FOUND_BY_SEARCH):
        file_card(card_of(page))


def unpublished(instance: Any, **_: Any) -> None:
    """Also what is deleted: the editor unpublishes first."""
    page = instance.specific
    if isinstance(page, FOUND_BY_SEARCH):
        kind, key = key_of(page)
        withdraw_card(kind=kind, key=key)


def readdressed(instance: Any, instance_before: Any, **_: Any) -> None:
    """The card stands under the old name; what was there before is only a row, without its own columns."""
    page = instance.specific
    if page.live and isinstance(page, FOUND_BY_SEARCH):
        withdraw_card(kind=key_of(page)[0], key=instance_before.slug)
        file_card(card_of(page))


def moved(instance: Any, **_: Any) -> None:
    for page in instance.get_descendants(inclusive=True).live():
        published(page)


def leaves(instance: Any, url_path_before: str, url_path_after: str, **_: Any) -> None:
    if url_path_before != url_path_after:
        FormerAddress.objects.remember(instance.get_descendants(inclusive=True))


def goes(instance: Page, **_: Any) -> None:
    """Asked for each page under a deleted one too."""
    kind = instance.specific_class
    if kind and getattr(kind, "STANDS_IN_TREE", False):
        FormerAddress.objects.remember([instance], are_going=True)


def listen() -> None:
    pre_delete.connect(goes, sender=Page, dispatch_uid="content.goes")
    for signal, receiver in (
        (pre_page_move, leaves),
        (page_published, published),
        (page_unpublished, unpublished),
        (page_slug_changed, readdressed),
        (post_page_move, moved),
    ):
        signal.connect(receiver, dispatch_uid=f"content.{receiver.__name__}")


def _write_down_edition(page: ConceptPage) -> None:
    text = {name: getattr(page, name) for name in Edition.TEXT}
    notes = {"note_bg": page.edition_note_bg, "note_en": page.edition_note_en}
    Edition.objects.update_or_create(concept=page, number=page.edition, defaults={**text, **notes})


def _mark_change(page: ConceptPage) -> None:
    """A text published anew was confirmed as it stood before: the page says so until somebody looks again."""
    if page.verified_on and page.changed_on is None:
        page.changed_on = clock.today()
        ConceptPage.objects.filter(pk=page.pk).update(changed_on=page.changed_on)
