"""Addresses that stand in pages."""

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail.fields import StreamField

from ramo.accounts.models import User
from ramo.trust.links import Columns, Keeper

from . import actions
from .models import AreaPage, ConceptPage, HomePage, IndexPage, SitePage

_KINDS = (HomePage, AreaPage, IndexPage, ConceptPage)
_TEXTS = ("lead_bg", "lead_en", "summary_bg", "summary_en", "body_bg", "body_en")


def _rows() -> Iterator[SitePage]:
    for kind in _KINDS:
        yield from kind.objects.shown()


def _get(key: str) -> SitePage | None:
    return next((found for kind in _KINDS if (found := kind.objects.shown().filter(pk=key).first())), None)


def _read(page: SitePage, column: str) -> Any:
    """A body as the text in which it is kept."""
    value = getattr(page, column, "")
    field = _column(page, column)
    if not isinstance(field, StreamField):
        return value
    return json.dumps(field.get_prep_value(value) or [], ensure_ascii=False)


def _write(page: SitePage, changes: Columns, by: User) -> bool:
    columns = {name: _as_kept(page, name, value) for name, value in changes.items()}
    return actions.mend_page(page, columns, by=by)


def _as_kept(page: SitePage, name: str, value: Any) -> Any:
    field = _column(page, name)
    return field.to_python(value) if isinstance(field, StreamField) else value


def _column(page: SitePage, name: str) -> Any:
    return next((field for field in page._meta.get_fields() if field.name == name), None)


PAGES = Keeper(
    kind="page",
    rows=_rows,
    get=_get,
    addresses=("source_url",),
    texts=_TEXTS,
    page=lambda page: page.address,
    form=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
    read=_read,
    write=_write,
)
