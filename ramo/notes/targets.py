"""National texts that a note may stand beside, known by the cards they file."""

from dataclasses import dataclass

from ramo.search.models import IndexCard
from ramo.vocabularies.models import Area

from .data import Kind


@dataclass(frozen=True, slots=True)
class Target:
    kind: str
    key: str
    title_bg: str
    title_en: str


def find(kind: str, key: str) -> Target | None:
    if kind == Kind.AREA:
        area = Area.objects.filter(key=key).first()
        return Target(kind, key, area.short_bg, area.short_en) if area else None
    if kind not in set(Kind):
        return None
    card = IndexCard.objects.filter(kind=kind, key=key).first()
    return Target(kind, key, card.title_bg, card.title_en) if card else None
