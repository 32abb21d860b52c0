"""A hit as a row of a list: its kind, its area, and the words that were looked for marked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ramo.design.words import glued
from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.vocabularies.models import Area

from .data import Hit
from .kinds import Kind, kind_of
from .marking import marked


@dataclass(frozen=True, slots=True)
class Row:
    """`title` and `excerpt` are in the reader's language where there is one, the words looked for marked."""

    hit: Hit
    kind: Kind
    area: Area | None
    title: SafeString
    excerpt: SafeString


def row_of(hit: Hit, areas: Mapping[str, Area], keys: Collection[str]) -> Row:
    title, excerpt = _said_marked(hit, "title", keys), _said_marked(hit, "excerpt", keys)
    return Row(hit, kind_of(hit.kind), areas.get(hit.area), title, excerpt)


def _said_marked(hit: Hit, field: str, keys: Collection[str]) -> SafeString:
    found = said(hit, field, get_language())
    text = marked(glued(found.text), keys)
    is_own = found.language == (get_language() or SOURCE_LANGUAGE)[:2]
    return text if is_own or not text else format_html('<span lang="{}">{}</span>', found.language, text)
