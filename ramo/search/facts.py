"""What is true of the matches now, read from the table: an engine's copy may be a moment behind."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from .contract import Ask, Match
from .kinds import kind_of
from .models import IndexCard
from .ranking import Facts
from .spots import distance_km
from .vocabulary import SHOWN

# Two hundred rows for each question: written out, since to compose it would cost as much as to ask it.
_FACTS = f"""
SELECT id, kind, title_bg, title_en, filed_at::date, verified_on, valid_until, recommended, lat, lon,
  more_lats, more_lons
FROM search_indexcard WHERE id = ANY (%s) AND {SHOWN} AND (valid_until IS NULL OR valid_until >= %s)
"""  # noqa: S608 (a constant)


class _Row(NamedTuple):
    pk: int
    kind: str
    title_bg: str
    title_en: str
    filed_on: date
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
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [list(scores), ask.today])
        return [_facts(ask, _Row(*row), scores) for row in cursor.fetchall()]


def cards(ask: Ask, ids: Sequence[int]) -> list[IndexCard]:
    """In this order, each with its `distance` from the place asked for."""
    return _in_order(IndexCard.objects.live(), ask, ids)


def expired_cards(ask: Ask, ids: Sequence[int]) -> list[IndexCard]:
    """The same of what is past its date."""
    return _in_order(IndexCard.objects.shown().filter(valid_until__lt=ask.today), ask, ids)


def _in_order(some: QuerySet[IndexCard], ask: Ask, ids: Sequence[int]) -> list[IndexCard]:
    found = some.defer("keys").in_bulk(ids)
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
        since=row.verified_on or row.filed_on,
        verified_on=row.verified_on,
        valid_until=row.valid_until,
        is_due_soon=row.valid_until is not None and row.valid_until - kind.due_soon <= ask.today,
        is_recommended=row.recommended,
        km=distance_km(ask.query.place, points),
    )
