"""Counts what waits for review: in the scope it belongs to, and in the whole network."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.urls import reverse
from django.utils import translation

from ramo.kit.languages import SOURCE_LANGUAGE

from .data import NETWORK_SCOPE, Reason, Waiting
from .models import ChangeReport, Verifiable


@dataclass
class _Tally:
    count: int = 0
    ends: list[date] = field(default_factory=list)


def count_waiting(scopes: Collection[str] | None = None) -> list[Waiting]:
    """For these scopes, or for all, by the page where it is looked at; where nothing waits there is no row."""
    tallies: dict[tuple[str, Reason, str], _Tally] = defaultdict(_Tally)
    for scope, reason, page, ends in (*_items(), *_reports()):
        for place in {scope, NETWORK_SCOPE}:
            if scopes is None or place in scopes:
                tally = tallies[place, reason, page]
                tally.count += 1
                tally.ends += [ends] if ends else []
    return [
        Waiting(scope, reason, tally.count, _link(page, reason), min(tally.ends, default=None), page)
        for (scope, reason, page), tally in tallies.items()
    ]


def _items() -> Iterator[tuple[str, Reason, str, date | None]]:
    for model in reviewed_models():
        for item in model.objects.for_review():  # type: ignore[attr-defined]
            if reason := item.review_reason():
                yield item.review_scope(), reason, model.REVIEW_PAGE, item.valid_until


def _reports() -> Iterator[tuple[str, Reason, str, None]]:
    pages = {model._meta.label_lower: model.REVIEW_PAGE for model in reviewed_models()}
    for scope, kind in ChangeReport.objects.waiting().values_list("scope", "target_kind"):
        if page := pages.get(kind):
            yield scope, Reason.REPORTED, page, None


def reviewed_models() -> list[type[Verifiable]]:
    """Kinds of things that have a page where somebody reviews them."""
    return [model for model in apps.get_models() if issubclass(model, Verifiable) and model.REVIEW_PAGE]


def _link(page: str, reason: Reason) -> str:
    with translation.override(SOURCE_LANGUAGE):
        return f"{reverse(page)}?reason={reason}"
