"""The PostgreSQL engine: GIN over application-made keys, enough to about 200,000 live cards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy

from ramo.kit import clock

from . import matching
from .contract import Ask, Match
from .coverage import Needs
from .data import Distance, Freshness, SearchQuery, Sort
from .filing import in_title
from .models import IndexCard
from .reading import Sought
from .tally import Cell, Tally
from .vocabulary import SHOWN

_YES, _NO = Value(value=True), Value(value=False)

# Each set under the other filters: areas, kinds and trust in the chosen districts; districts under the rest.
_TALLY = """
SELECT area, kind, is_checked, district, more_districts,
  count(*) FILTER (WHERE NOT is_expired AND is_there),
  count(*) FILTER (WHERE NOT is_expired AND is_wanted),
  count(*) FILTER (WHERE is_expired AND is_there AND is_wanted)
FROM ({found}) AS found
GROUP BY GROUPING SETS ((area, kind, is_checked), (district, more_districts))
"""
MANY = 1000
_SETS_AT_ONCE = 12
_FIRST_HELD = f"""
SELECT place FROM unnest(%s::text[]) WITH ORDINALITY AS list (asked, place)
WHERE EXISTS (SELECT FROM search_indexcard WHERE {SHOWN} AND keys @@ list.asked::tsquery
              AND (valid_until IS NULL OR valid_until >= %s))
ORDER BY place LIMIT 1
"""  # noqa: S608 (a constant)
# The threshold of `<%` is a setting; set for this statement only, before the first title is compared.
_CLOSE_WORDS = """
WITH question AS MATERIALIZED (
  SELECT asked, set_config('pg_trgm.word_similarity_threshold', '0.4', true) FROM unnest(%s::text[]) AS asked
)
SELECT word, max(similarity(word, asked)) AS closeness
FROM question,
     LATERAL (SELECT title_bg FROM search_indexcard
              WHERE public AND asked <%% title_bg AND (valid_until IS NULL OR valid_until >= %s)
                AND (verified_on IS NOT NULL OR NOT requires_verification)
              ORDER BY word_similarity(asked, title_bg) DESC LIMIT 50) AS card,
     LATERAL regexp_split_to_table(lower(title_bg), '[^[:alpha:]]+') AS word
WHERE length(word) > 2 AND similarity(word, asked) > 0.35
GROUP BY word ORDER BY closeness DESC, word LIMIT %s
"""


class Postgres:
    """Counts and orders in the database itself; always there, never behind."""

    name = "postgres"

    def first_held(self, words: Sequence[Sought], sets: Needs, today: date) -> int | None:
        for start in range(0, len(sets), _SETS_AT_ONCE):
            asked = [matching.enough(words, (each,)) for each in sets[start : start + _SETS_AT_ONCE]]
            with connection.cursor() as cursor:
                cursor.execute(_FIRST_HELD, [asked, today])
                if row := cursor.fetchone():
                    return start + int(row[0]) - 1
        return None

    def tally(self, ask: Ask) -> Tally:
        columns = ("area", "kind", "is_checked", "district", "more_districts", "is_expired", "is_there", "is_wanted")
        found = _found(ask).annotate(
            is_checked=_claim(Q(verified_on__isnull=False)),
            is_expired=_claim(_is_expired(ask.today)),
            is_there=_claim(_is_there(ask.query)),
            is_wanted=_claim(_is_wanted(ask.query)),
        )
        sql, parameters = found.values_list(*columns).order_by().query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(_TALLY.format(found=sql), parameters)
            return _tally(ask.query, cursor.fetchall())

    def matches(self, ask: Ask, *, start: int, limit: int, total: int) -> list[Match]:
        cards = _found(ask).filter(_is_live(ask.today), _is_there(ask.query), _is_wanted(ask.query))
        if _is_by_title(ask) and not start and total > MANY and (best := _first_by_title(cards, ask, limit)):
            return best
        rows = _sorted(cards, ask).values_list("pk", "score")[start : start + limit]
        return [Match(pk, score) for pk, score in rows]


def _is_by_title(ask: Ask) -> bool:
    return bool(ask.words) and ask.sort == Sort.RELEVANT


def _first_by_title(cards: Any, ask: Ask, limit: int) -> list[Match]:
    """The first ones where enough recommended and checked cards hold the words in the title; else nothing.

    To weigh whatever holds a common word would take long, and these stand first anyhow.
    """
    best = cards.filter(_in_title(ask), recommended=True, verified_on__isnull=False)
    rows = list(_sorted(best, ask).values_list("pk", "score")[:limit])
    return [Match(pk, score) for pk, score in rows] if len(rows) == limit else []


def news(query: SearchQuery, words: Sequence[Sought], *, limit: int) -> QuerySet[IndexCard]:
    """The newest cards that hold all the words, confirmed and recommended: what may leave the house."""
    found = IndexCard.objects.live().filter(_is_there(query), _is_wanted(query))
    if words:
        found = found.filter(_holds(words, (tuple(range(len(words))),)))
    if query.place and query.is_near:
        found = found.annotate(distance=matching.distance_km(query.place))
        found = found.filter(matching.is_near(query.place, query.distance))
    told = found.filter(news_at__isnull=False, verified_on__isnull=False, recommended=True)
    newest: QuerySet[IndexCard] = told.order_by("-news_at", "-pk")[:limit]
    return newest


def close_words(asked: Sequence[str], limit: int) -> list[str]:
    """Words of titles that are spelled much like those asked."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE_WORDS, [list(asked), clock.today(), limit])
        return [word for word, _ in cursor.fetchall()]


def _found(ask: Ask) -> Any:
    """What holds the words and lies within reach, whatever its date, before all filters."""
    cards = IndexCard.objects.shown()
    if ask.words:
        cards = cards.filter(_holds(ask.words, ask.needs))
    place, distance = ask.query.place, ask.query.distance
    if place is None or not ask.query.is_near:
        return cards
    if distance == Distance.DISTRICT:
        return cards.filter(Q(district="") | matching.in_districts([place.district]))
    near = sorted(ask.near)
    return cards.filter(Q(district="") | Q(ekatte__in=near) | Q(more_places__overlap=near))


def _holds(words: Sequence[Sought], needs: Needs) -> matching.Holds:
    return matching.Holds(F("keys"), Value(matching.enough(words, needs)))


def _in_title(ask: Ask) -> matching.Holds:
    words = [replace(word, keys=tuple(map(in_title, word.keys))) for word in ask.words]
    return _holds(words, ask.needs)


def _is_expired(today: date) -> Q:
    return Q(valid_until__lt=today)


def _is_live(today: date) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gte=today)


def _is_there(query: SearchQuery) -> Q:
    return matching.in_districts(query.districts) if query.districts else Q()


def _is_wanted(query: SearchQuery) -> Q:
    chosen = {"area__in": query.areas, "kind__in": query.kinds}
    wanted = Q(**{column: values for column, values in chosen.items() if values})
    if len(query.freshness) == 1:
        wanted &= Q(verified_on__isnull=query.freshness[0] != Freshness.CHECKED)
    return wanted


def _sorted(cards: Any, ask: Ask) -> Any:
    """What is not recommended and what nobody checked stands after the rest, however it is sorted."""
    cards = cards.annotate(score=_as_float(matching.score(ask.words)))
    wanted: list[OrderBy | str] = ["-score"]
    if _is_by_title(ask):
        cards, wanted = cards.annotate(is_in_title=_in_title(ask)), ["-is_in_title", "-score"]
    place = ask.query.place
    if ask.sort == Sort.NEAREST and place and place.lat is not None:
        cards = cards.annotate(distance=_as_float(matching.distance_km(place)))
        wanted = [F("distance").asc(nulls_last=True), "-score"]
    elif ask.sort == Sort.NEWEST:
        wanted = [F("verified_on").desc(nulls_last=True), "-score"]
    elif ask.sort == Sort.EXPIRING:
        wanted = [F("valid_until").asc(nulls_last=True), "-score"]
    is_checked = _claim(Q(verified_on__isnull=False))
    return cards.order_by("-recommended", is_checked.desc(), *wanted, "pk")


def _tally(query: SearchQuery, rows: Sequence[tuple[Any, ...]]) -> Tally:
    cells, districts, expired = [], Counter[str](), 0
    for area, kind, is_checked, district, more_districts, here, there, past in rows:
        if area is not None:
            cells.append(Cell(area, kind, is_checked, here))
            expired += past
        else:
            districts.update(dict.fromkeys((district, *more_districts), there))
    return Tally(query, cells=cells, districts=districts, expired=expired)


def _claim(condition: Q) -> Case:
    """Whether the condition holds, false where it cannot be told; an empty one always does."""
    if not condition:
        return Case(default=_YES, output_field=BooleanField())
    return Case(When(condition, _YES), default=_NO, output_field=BooleanField())


def _as_float(expression: Combinable) -> "ExpressionWrapper[Combinable]":
    return ExpressionWrapper(expression, output_field=FloatField())
