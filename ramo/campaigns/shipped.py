"""The kits that ship, as plain data: what stands of them, and putting them in bulk. Editions stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ramo.vocabularies.bulk import put_rows, standing

from .models import Kit, KitTask


@dataclass(frozen=True, slots=True)
class ShippedKit:
    key: str
    order: int
    area_id: str
    title_bg: str
    title_en: str
    slogan_bg: str
    goal_bg: str
    anchor_bg: str
    anchor_month_day: str
    season_bg: str
    repeats: str
    audiences_bg: list[str]
    facts_bg: list[str]
    roles: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    dates: list[dict[str, Any]]
    session_minutes: int
    session_age_bg: str
    session_steps_bg: list[str]
    bring_bg: list[str]
    materials: list[dict[str, Any]]
    desk_rules_bg: list[str]
    questions: list[dict[str, Any]]
    indicators: list[str]
    targets_bg: str
    topics: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ShippedTask:
    key: str
    kit_id: str
    code: str
    order: int
    phase: str
    offset_days: int
    who: str
    is_required: bool
    text_bg: str
    event_kind: str
    event_title_bg: str
    from_hour: int
    minutes: int
    ask: str


def standing_kits() -> dict[str, ShippedKit]:
    return standing(Kit.objects.all(), ShippedKit)


def standing_tasks() -> dict[str, ShippedTask]:
    return standing(KitTask.objects.all(), ShippedTask)


@transaction.atomic
def put_kits(rows: Sequence[ShippedKit]) -> int:
    return put_rows(Kit, rows)


@transaction.atomic
def put_tasks(rows: Sequence[ShippedTask]) -> int:
    return put_rows(KitTask, rows)
