"""The catalogue that ships: its rows as plain data, what stands of them, and putting them in bulk.

A row put here keeps its state and its confirmation; demo rows are not looked at.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from ramo.vocabularies.bulk import put_rows, standing

from .models import Need, NeedResource, NeedScreen, Resource


@dataclass(frozen=True, slots=True)
class ResourceColumns:
    key: str
    area_id: str
    name_bg: str
    name_en: str
    owner_id: str | None
    owner_text_bg: str
    url: str
    phone: str
    gives_bg: str
    gives_en: str
    how_to_bg: list[str]
    how_to_en: list[str]
    easy_bg: list[str]
    easy_en: list[str]
    needs_bg: str
    needs_en: str
    cost_bg: str
    cost_en: str
    audience_bg: str
    audience_en: str
    languages: list[str]
    source_label: str
    source_url: str
    is_recommended: bool
    requires_verification: bool


@dataclass(frozen=True, slots=True)
class ShippedResource:
    columns: ResourceColumns
    topics: list[str]  # in the order of their keys

    @property
    def key(self) -> str:
        return self.columns.key


@dataclass(frozen=True, slots=True)
class ShippedScreen:
    key: str
    parent_id: str | None
    order: int
    label_bg: str
    label_en: str
    hint_bg: str
    hint_en: str
    question_bg: str
    question_en: str
    icon: str


@dataclass(frozen=True, slots=True)
class NeedColumns:
    key: str
    screen_id: str
    order: int
    area_id: str
    title_bg: str
    title_en: str
    steps_bg: list[str]
    steps_en: list[str]
    easy_bg: list[str]
    easy_en: list[str]
    papers_bg: list[str]
    papers_en: list[str]
    refer_bg: str
    refer_en: str
    referrals: list[str]
    boundary_id: str | None
    source_label: str
    source_url: str
    requires_verification: bool


@dataclass(frozen=True, slots=True)
class ShippedNeed:
    columns: NeedColumns
    topics: list[str]  # in the order of their keys
    resources: list[str]  # in the order of use

    @property
    def key(self) -> str:
        return self.columns.key


def standing_resources() -> dict[str, ShippedResource]:
    topics = _linked(Resource.topics.through, "resource_id", "topic_id", order="topic_id")
    columns = standing(Resource.objects.filter(is_demo=False), ResourceColumns)
    return {key: ShippedResource(row, topics[key]) for key, row in columns.items()}


def standing_screens() -> dict[str, ShippedScreen]:
    return standing(NeedScreen.objects.all(), ShippedScreen)


def standing_needs() -> dict[str, ShippedNeed]:
    topics = _linked(Need.topics.through, "need_id", "topic_id", order="topic_id")
    resources = _linked(NeedResource, "need_id", "resource_id", order="order")
    columns = standing(Need.objects.filter(is_demo=False), NeedColumns)
    return {key: ShippedNeed(row, topics[key], resources[key]) for key, row in columns.items()}


@transaction.atomic
def put_resources(rows: Sequence[ShippedResource]) -> int:
    count = put_rows(Resource, [row.columns for row in rows])
    _link(Resource.topics.through, "resource_id", "topic_id", {row.key: row.topics for row in rows})
    return count


@transaction.atomic
def put_screens(rows: Sequence[ShippedScreen]) -> int:
    return put_rows(NeedScreen, rows)


@transaction.atomic
def put_needs(rows: Sequence[ShippedNeed]) -> int:
    count = put_rows(Need, [row.columns for row in rows])
    _link(Need.topics.through, "need_id", "topic_id", {row.key: row.topics for row in rows})
    NeedResource.objects.filter(need__in=[row.key for row in rows]).delete()
    NeedResource.objects.bulk_create(
        NeedResource(need_id=row.key, resource_id=resource, order=order)
        for row in rows
        for order, resource in enumerate(row.resources)
    )
    return count


def _linked(table: type[models.Model], near: str, far: str, *, order: str) -> dict[str, list[str]]:
    linked: dict[str, list[str]] = defaultdict(list)
    for key, other in table._base_manager.order_by(order).values_list(near, far):
        linked[key].append(other)
    return linked


def _link(table: type[models.Model], near: str, far: str, links: Mapping[str, Sequence[str]]) -> None:
    table._base_manager.filter(**{f"{near}__in": list(links)}).delete()
    table._base_manager.bulk_create(
        table(**{near: key, far: other}) for key, others in links.items() for other in others
    )
