"""What is true of the matches now, read from the table: an engine's copy may be a moment behind."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .contract import Ask, Match
from .kinds import kind_of
from .models import IndexCard
from .ranking import Facts
from .spots import distance_km


class _Row(NamedTuple):
    pk: int
    kind: str
    title_bg: str
    title_en: str
    filed_at: datetime
    verified_on: date | None
    valid_until: date | None
    recommended: bool
    lat: float | None
    lon: float | None
    more_lats: list[float]
    more_lons: list[float]


def of(ask: Ask, matches: Sequence[Match]) -> list[Facts]:
    """What was withdrawn or has run out since is not among them."""
    scores = {match.card_id: match.score for match in matches}
    rows = IndexCard.objects.live().filter(pk__in=scores).order_by().values_list(*_Row._fields)
    return [_facts(ask, _Row(*row), scores) for row in rows]


def cards(ask: Ask, ids: Sequence[int]) -> list[IndexCard]:
    """In this order, each with its `distance` from the place asked for."""
    found = IndexCard.objects.live().defer("keys").in_bulk(ids)
    ordered = [found[each] for each in ids if each in found]
    for card in ordered:
        points = [(card.lat, card.lon), *zip(card.more_lats, card.more_lons, strict=True)]
        card.distance = distance_km(ask.query.place, points)  # type: ignore[attr-defined]
    return ordered


def _facts(ask: Ask, row: _Row, scores: dict[int, float]) -> Facts:
    kind = kind_of(row.kind)
    points = [(row.lat, row.lon), *zip(row.more_lats, row.more_lons, strict=True)]
    return Facts(
        card_id=row.pk,
        score=scores[row.pk],
        title=f"{row.title_bg} {row.title_en}",
        half_life=kind.half_life / timedelta(days=1),
        since=row.verified_on or row.filed_at.date(),
        verified_on=row.verified_on,
        valid_until=row.valid_until,
        is_due_soon=row.valid_until is not None and row.valid_until - kind.due_soon <= ask.today,
        is_recommended=row.recommended,
        km=distance_km(ask.query.place, points),
    )
