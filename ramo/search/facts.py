"""What is true of the matches now, read from the table: an engine's copy may be a moment behind."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from math import inf
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from ramo.vocabularies.models import Settlement

from .contract import Ask, Match
from .data import Place
from .filing import place_names
from .kinds import kind_of
from .models import IndexCard
from .ranking import Facts
from .spots import distance_km
from .vocabulary import SHOWN

# Two hundred rows for each question: written out, since to compose it would cost as much as to ask it.
_FACTS = f"""
SELECT id, kind, title_bg || ' ' || title_en, coalesce(verified_on, filed_at::date), verified_on, valid_until,
  recommended, lat, lon, nullif(more_lats, '{{}}'), nullif(more_lons, '{{}}')
FROM search_indexcard WHERE id = ANY (%s) AND {SHOWN} AND (valid_until IS NULL OR valid_until >= %s)
"""  # noqa: S608 (a constant)


def of(ask: Ask, matches: Sequence[Match]) -> list[Facts]:
    """What was withdrawn or has run out since is not among them."""
    scores = {match.card_id: match.score for match in matches}
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [list(scores), ask.today])
        return [_facts(ask, scores[row[0]], row) for row in cursor.fetchall()]


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
    if place := ask.query.place:
        _name_nearest(ordered, place)
    return ordered


def _name_nearest(cards: Sequence[IndexCard], place: Place) -> None:
    """A thing in several places is shown at the one next to whoever asks."""
    several = [card for card in cards if card.more_places]
    wanted = {each for card in several for each in (card.ekatte, *card.more_places)}
    settlements = Settlement.objects.select_related("municipality").in_bulk(wanted) if wanted else {}
    for card in several:
        known = [settlements[each] for each in (card.ekatte, *card.more_places) if each in settlements]
        away = [(_km(place, each), number, each) for number, each in enumerate(known)]
        if away:
            _km_away, _number, nearest = min(away)
            card.place_bg, card.place_en = place_names(nearest)


def _km(place: Place, settlement: Settlement) -> float:
    if settlement.pk == place.ekatte:
        return 0.0
    km = distance_km(place, [(settlement.lat, settlement.lon)])
    return inf if km is None else km


def _facts(ask: Ask, score: float, row: tuple[Any, ...]) -> Facts:
    pk, kind, title, since, verified_on, valid_until, recommended, lat, lon, more_lats, more_lons = row
    due_soon, half_life = _terms_of(kind)
    points = [(lat, lon), *zip(more_lats or (), more_lons or (), strict=True)] if ask.query.place else ()
    return Facts(
        card_id=pk,
        score=score,
        title=title,
        half_life=half_life,
        since=since,
        verified_on=verified_on,
        valid_until=valid_until,
        is_due_soon=valid_until is not None and valid_until - due_soon <= ask.today,
        is_recommended=recommended,
        km=distance_km(ask.query.place, points),
    )


@cache
def _terms_of(kind: str) -> tuple[timedelta, float]:
    known = kind_of(kind)
    return known.due_soon, known.half_life / timedelta(days=1)
