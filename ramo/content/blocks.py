"""What a page may be built of. There is no block for raw HTML."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from ramo.kit.bulgarian.romanise import romanised
from ramo.resources import pages
from ramo.vocabularies.models import Area

from . import renditions
from .cleaning import FEATURES, cleaned

LATEST_CARDS = 4


class Paragraph(blocks.RichTextBlock):
    """Cleaned whenever it is written, whoever writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": FEATURES, "max_length": 3_000, **options})

    def get_prep_value(self, value: RichText | None) -> str | None:
        return None if value is None else cleaned(value.source)


class Heading(blocks.CharBlock):
    """A section; the table of contents leads to it."""

    def get_context(self, value: str, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "anchor": anchor_of(value)}


class Lines(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("points", _("Points")), ("numbers", _("Numbers"))], default="points", label=_("Kind")
    )
    lines = blocks.ListBlock(blocks.CharBlock(max_length=400, label=_("Line")), min_num=1, max_num=20, label=_("Lines"))


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(max_length=600, label=_("Text"))
    whose = blocks.CharBlock(max_length=160, required=False, label=_("Whose words, or where it helps"))


class Notice(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("", _("Good to know")), ("warn", _("Careful"))], required=False, label=_("Kind")
    )
    title = blocks.CharBlock(max_length=120, label=_("First sentence, in bold"))
    text = blocks.TextBlock(max_length=600, required=False, label=_("Text"))


class PictureOnPage(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Line under it"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "shown": renditions.shown(value["picture"])}


def areas_to_choose() -> list[tuple[str, str]]:
    return [(area.key, area.name_bg) for area in Area.objects.all()]


class AreaChoice(blocks.ChoiceBlock):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": areas_to_choose, **options})


class LatestCards(blocks.StructBlock):
    """The texts of an area that were checked last; the list makes itself."""

    area = AreaChoice(label=_("Area"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        latest = pages.latest_checked(area=value["area"])[:LATEST_CARDS]
        return {**super().get_context(value, parent_context), "entries": latest}


class Body(blocks.StreamBlock):
    heading = Heading(
        max_length=120, icon="title", label=_("Heading"), template="content/blocks/heading.html", form_classname="title"
    )
    paragraph = Paragraph(icon="pilcrow", label=_("Paragraph"), template="content/blocks/paragraph.html")
    lines = Lines(icon="list-ul", label=_("List"), template="content/blocks/lines.html")
    quote = Quote(icon="openquote", label=_("Quote"), template="content/blocks/quote.html")
    notice = Notice(icon="info-circle", label=_("Notice"), template="content/blocks/notice.html")
    picture = PictureOnPage(icon="image", label=_("Picture"), template="content/blocks/picture.html")
    latest = LatestCards(icon="tick", label=_("Checked lately"), template="content/blocks/latest.html")

    class Meta:
        required = False


def anchor_of(heading: str) -> str:
    """The same for the same words, in Latin letters: it stands in the address."""
    words = "".join(letter if letter.isalnum() else " " for letter in romanised(heading).lower()).split()
    return "-".join(words)[:60] or "section"


def headings_of(body: blocks.StreamValue) -> list[tuple[str, str]]:
    """Anchor and text of each section."""
    return [(anchor_of(block.value), block.value) for block in body if block.block_type == "heading"]


def plain_text_of(body: blocks.StreamValue) -> str:
    """The words of a body, for search and for counting minutes."""
    return "\n".join(text for block in body for text in block.block.get_searchable_content(block.value))
