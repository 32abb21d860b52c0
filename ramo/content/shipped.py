"""Pages that ship with a release: what stands of them, and putting them; the seed tells which somebody edited."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.html import escape
from wagtail.models import Page

from .actions import index_of_concepts, set_up_tree
from .cleaning import cleaned
from .data import Block, ShippedArea, ShippedConcept, ShippedHome
from .models import AreaPage, ConceptPage, FormerAddress, HomePage

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def block_of_paragraph(text: str) -> Block:
    """Plain words in which **two stars** mark what is bold."""
    marked = _BOLD.sub(r"<b>\1</b>", escape(text))
    return {"type": "paragraph", "value": cleaned(f"<p>{marked}</p>")}


def standing_home() -> dict[str, ShippedHome]:
    columns = ("title", "title_en", "lead_bg", "lead_en", "hint_bg", "hint_en")
    return {
        home.slug: ShippedHome(home.slug, **{name: getattr(home, name) for name in columns})
        for home in HomePage.objects.exclude(lead_bg="")
    }


def standing_areas() -> dict[str, ShippedArea]:
    return {
        page.area_id: ShippedArea(page.area_id, page.title, page.title_en, page.lead_bg, page.lead_en)
        for page in AreaPage.objects.all()
    }


def standing_concepts() -> dict[str, ShippedConcept]:
    return {concept.slug: _as_shipped(concept) for concept in ConceptPage.objects.filter(is_demo=False)}


def home_in_hands() -> Collection[str]:
    return _with_a_draft(HomePage)


def areas_in_hands() -> Collection[str]:
    drafts = AreaPage.objects.filter(Q(has_unpublished_changes=True) | Q(live=False))
    return set(drafts.values_list("area_id", flat=True))


def concepts_in_hands() -> Collection[str]:
    confirmed = ConceptPage.objects.filter(verified_on__isnull=False)
    return _with_a_draft(ConceptPage) | set(confirmed.values_list("slug", flat=True))


@transaction.atomic
def put_home(rows: Sequence[ShippedHome]) -> None:
    for row in rows:
        home = set_up_tree()
        _put(home, {"slug": row.key}, row, without={"key"})


@transaction.atomic
def put_areas(rows: Sequence[ShippedArea]) -> None:
    home = set_up_tree()
    for row in rows:
        page = AreaPage.objects.filter(area=row.key).first()
        page = page or home.add_child(instance=AreaPage(title=row.title, slug=row.key, area_id=row.key))
        _put(page, {}, row, without={"key"})


@transaction.atomic
def put_concepts(rows: Sequence[ShippedConcept]) -> None:
    """One that somebody moved or removed stays as it is."""
    index = index_of_concepts()
    left = set(FormerAddress.objects.values_list("url_path", flat=True))
    for row in rows:
        found = ConceptPage.objects.filter(slug=row.key).first()
        if found is None and f"{index.url_path}{row.key}/" in left:
            continue
        concept = found or index.add_child(
            instance=ConceptPage(title=row.title, slug=row.key, area_id=row.area_id, summary_bg=row.summary_bg)
        )
        concept.keywords.set(row.keywords)
        _put(concept, {}, row, without={"key", "keywords"})


def _put(page: Page, more: dict[str, Any], row: object, *, without: set[str]) -> None:
    names = [name for name in row.__dataclass_fields__ if name not in without]  # type: ignore[attr-defined]
    for name, value in {**{name: getattr(row, name) for name in names}, **more}.items():
        setattr(page, name, value)
    page.save_revision(clean=True).publish()


def _with_a_draft(kind: type[Page]) -> set[str]:
    drafts = kind.objects.filter(Q(has_unpublished_changes=True) | Q(live=False))
    return set(drafts.values_list("slug", flat=True))


def _as_shipped(concept: ConceptPage) -> ShippedConcept:
    return ShippedConcept(
        key=concept.slug,
        title=concept.title,
        area_id=concept.area_id or "",
        summary_bg=concept.summary_bg,
        keywords=[str(keyword) for keyword in concept.keywords.order_by("pk")],
        body_bg=[_plain(block) for block in concept.body_bg.raw_data],
    )


def _plain(block: Any) -> Block:
    """Without the numbers that the editor gives to blocks and lines."""
    value = block["value"]
    if block["type"] == "lines":
        lines = [line["value"] if isinstance(line, dict) else line for line in value["lines"]]
        value = {"kind": value["kind"], "lines": lines}
    return {"type": block["type"], "value": value}
