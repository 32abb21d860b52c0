"""What follows when a page is published, taken down or moved: its card, and the edition written down."""

from typing import Any

from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from ramo.kit import clock
from ramo.search.actions import file_card, withdraw_card

from .cards import FOUND_BY_SEARCH, card_of, key_of
from .models import ConceptPage, Edition


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


def listen() -> None:
    for signal, receiver in (
        (page_published, published),
        (page_unpublished, unpublished),
        (page_slug_changed, readdressed),
        (post_page_move, moved),
    ):
        signal.connect(receiver, dispatch_uid=f"content.{receiver.__name__}")


def _write_down_edition(page: ConceptPage) -> None:
    Edition.objects.get_or_create(
        concept=page,
        number=page.edition,
        defaults={"note_bg": page.edition_note_bg, "note_en": page.edition_note_en},
    )


def _mark_change(page: ConceptPage) -> None:
    """A text published anew was confirmed as it stood before: the page says so until somebody looks again."""
    if page.verified_on and page.changed_on is None:
        page.changed_on = clock.today()
        ConceptPage.objects.filter(pk=page.pk).update(changed_on=page.changed_on)
