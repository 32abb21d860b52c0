"""Which cards changed since, for each copy of the index: noted by triggers in the card's own transaction.

A copy's position is the number of a transaction: whatever ended before the oldest one still running is complete, so
that a change which is committed late is never passed over.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tantivy
from django.db import connection, transaction
from django.db.models import Count, QuerySet, Sum
from django.db.models.expressions import RawSQL

from ramo.kit import clock

from .models import IndexCard, IndexCopy
from .tantivy_index import document

CHANNEL = "search_cards"
AT_ONCE = 1000

_OLDEST = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_CHANGES = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       array(SELECT id FROM search_cardchange WHERE xid >= %s ORDER BY id),
       array(SELECT card_id FROM search_cardchange WHERE xid >= %s ORDER BY id)
"""
_PRUNE = "DELETE FROM search_cardchange WHERE xid < (SELECT min(position) FROM search_indexcopy)"
_KEYS = RawSQL(
    "(SELECT string_agg(repeat(lexeme || ' ', cardinality(positions)), '')"
    " FROM unnest(search_indexcard.keys) WHERE lexeme NOT LIKE '=%%')",
    [],
)
_TITLE = RawSQL(
    "(SELECT string_agg(substr(lexeme, 2), ' ') FROM unnest(search_indexcard.keys) WHERE lexeme LIKE '=%%')", []
)


@dataclass(frozen=True, slots=True)
class Changes:
    """`oldest`: every transaction before this number had ended, and its changes are among these."""

    oldest: int
    numbers: Sequence[int]
    cards: Sequence[int]


def register(copy: uuid.UUID, host: str) -> None:
    """From now on changes are noted. Waits for writers under way: they did not know of this copy."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE search_indexcard IN SHARE ROW EXCLUSIVE MODE")
        position = oldest()
        IndexCopy.objects.update_or_create(
            pk=copy,
            defaults={
                "host": host,
                "state": IndexCopy.State.BUILDING,
                "position": position,
                "since": clock.now(),
                "seen_at": clock.now(),
            },
        )


def changes(position: int) -> Changes:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, [position, position])
        return Changes(*cursor.fetchone())


def moved(copy: uuid.UUID, position: int) -> None:
    """The copy holds everything before this number, and is committed. What all copies hold is forgotten."""
    IndexCopy.objects.filter(pk=copy).update(position=position, seen_at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute(_PRUNE)


def mark(copy: uuid.UUID, state: IndexCopy.State, problem: str = "") -> None:
    """Says how the copy is; who keeps it hears of it."""
    IndexCopy.objects.filter(pk=copy).exclude(state=state).update(
        state=state, problem=problem[:200], since=clock.now(), seen_at=clock.now()
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def oldest() -> int:
    """The number of the oldest transaction still running."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        return int(cursor.fetchone()[0])


def sums() -> tuple[int, int]:
    """How many cards are shown, and the sum of their stamps."""
    found = IndexCard.objects.shown().order_by().aggregate(cards=Count("pk"), stamps=Sum("stamp"))
    return found["cards"], found["stamps"] or 0


def documents(ids: Sequence[int]) -> list[tantivy.Document]:
    """Those of them that are shown, as they stand now."""
    return [_document(card) for card in _cards().filter(pk__in=ids).order_by()]


def all_documents() -> Iterator[tantivy.Document]:
    """In a transaction: one moment of the table."""
    return map(_document, _cards().order_by("pk").iterator(AT_ONCE))


def _cards() -> QuerySet[IndexCard]:
    narrow = IndexCard.objects.shown().defer("keys", "sheet", "text_bg", "text_en", "title_bg", "title_en")
    cards: QuerySet[IndexCard] = narrow.annotate(all_keys=_KEYS, title_keys=_TITLE)
    return cards


def _document(card: IndexCard) -> tantivy.Document:
    return document(card, card.all_keys or "", card.title_keys or "")  # type: ignore[attr-defined]
