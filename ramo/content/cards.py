"""A published page becomes its index card."""

from django.utils import translation

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card

from .blocks import plain_text_of
from .data import CONCEPT, PAGE
from .models import AreaPage, ConceptPage, IndexPage, SitePage

Found = AreaPage | ConceptPage | IndexPage
FOUND_BY_SEARCH = (AreaPage, IndexPage, ConceptPage)


def key_of(page: SitePage) -> tuple[str, str]:
    return (CONCEPT, str(page.slug)) if isinstance(page, ConceptPage) else (PAGE, str(page.slug))


def card_of(page: Found) -> Card:
    return _concept_card(page) if isinstance(page, ConceptPage) else _page_card(page)


def _concept_card(page: ConceptPage) -> Card:
    kind, key = key_of(page)
    return Card(
        kind=kind,
        key=key,
        link=_link(page),
        title_bg=page.title,
        title_en=page.title_en,
        text_bg=_text(page.summary_bg, page.body_bg),
        text_en=_text(page.summary_en, page.body_en),
        area=page.area_id or "",
        keywords=_keywords(page),
        **page.card_dates(),
    )


def _page_card(page: AreaPage | IndexPage) -> Card:
    kind, key = key_of(page)
    is_area = isinstance(page, AreaPage)
    return Card(
        kind=kind,
        key=key,
        link=_link(page),
        title_bg=page.title,
        title_en=page.title_en,
        text_bg=_text(page.lead_bg, page.body_bg if is_area else ()),
        text_en=_text(page.lead_en, page.body_en if is_area else ()),
        area=page.area_id if is_area else "",
        keywords=_keywords(page),
    )


def _text(opening: str, body: object) -> str:
    return "\n".join(filter(None, (opening, plain_text_of(body) if body else "")))


def _keywords(page: SitePage) -> tuple[str, ...]:
    return tuple(word for keyword in page.keywords.all() for word in (keyword.name, keyword.name_en) if word)


def _link(page: SitePage) -> str:
    with translation.override(SOURCE_LANGUAGE):
        return page.address
