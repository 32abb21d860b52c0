"""The lists of the desk that ship: their rows as plain data, what stands of them, and putting them in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ramo.vocabularies.bulk import put_rows, standing

from .models import LogOption, RoleScript, WipeItem


@dataclass(frozen=True, slots=True)
class ShippedOption:
    list: str
    key: str
    area_id: str | None
    order: int
    label_bg: str
    label_en: str
    first_in: Sequence[str]

    @property
    def name(self) -> str:
        """An option's key stands once in its own list only."""
        return f"{self.list}:{self.key}"


@dataclass(frozen=True, slots=True)
class ShippedScript:
    area_id: str
    greeting_bg: str
    say_bg: list[str]
    never_bg: list[str]
    notice_id: str | None


@dataclass(frozen=True, slots=True)
class ShippedWipeItem:
    key: str
    order: int
    text_bg: str
    text_en: str


def standing_options() -> dict[str, ShippedOption]:
    return standing(LogOption.objects.all(), ShippedOption, key=lambda row: row.name)


def standing_scripts() -> dict[str, ShippedScript]:
    return standing(RoleScript.objects.all(), ShippedScript)


def standing_wipe_items() -> dict[str, ShippedWipeItem]:
    return standing(WipeItem.objects.all(), ShippedWipeItem)


@transaction.atomic
def put_options(rows: Sequence[ShippedOption]) -> int:
    return put_rows(LogOption, rows, unique=["list", "key"])


@transaction.atomic
def put_scripts(rows: Sequence[ShippedScript]) -> int:
    return put_rows(RoleScript, rows)


@transaction.atomic
def put_wipe_items(rows: Sequence[ShippedWipeItem]) -> int:
    return put_rows(WipeItem, rows)
