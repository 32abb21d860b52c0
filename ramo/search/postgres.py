"""The PostgreSQL engine: GIN over application-made keys, enough to about 200,000 live cards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, Case, CharField, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy

from ramo.kit import clock

from . import matching
from .contract import Ask, Match
from .coverage import Needs
from .data import Distance, Freshness, SearchQuery, Sort
from .filing import in_title
from .models import IndexCard, Slip
from .ranking import WINDOW
from .reading import Sought
from .tally import Cell, Tally

_YES, _NO = Value(value=True), Value(value=False)
_IS_CHECKED = Case(When(verified_on__isnull=False, then=_YES), default=_NO, output_field=BooleanField())

# Each set under the other filters: areas, kinds and trust in the chosen districts; districts under the rest.
_TALLY = """
SELECT area, kind, is_checked, district, more_districts,
  count(*) FILTER (WHERE NOT is_expired AND is_there),
  count(*) FILTER (WHERE NOT is_expired AND is_wanted),
  count(*) FILTER (WHERE is_expired AND is_there AND is_wanted)
FROM ({found}) AS found
GROUP BY GROUPING SETS ((area, kind, is_checked), (district, more_districts))
"""
_SETS_AT_ONCE = 12
_FIRST_HELD = """
SELECT place FROM unnest(%s::text[]) WITH ORDINALITY AS list (asked, place)
WHERE EXISTS (SELECT FROM search_slip WHERE search_keys_of(card_id) @@ list.asked::tsquery
              AND (valid_until IS NULL OR valid_until >= %s))
ORDER BY place LIMIT 1
"""
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
        slips = _found(ask).filter(_is_live(ask.today), _is_there(ask.query), _is_wanted(ask.query))
        if ask.sort == Sort.RELEVANT and start < WINDOW:
            return _weighed(ask, slips, total)[start : start + limit]
        ordered = _sieved(ask, slips) if ask.sort == Sort.RELEVANT else _sorted(ask, slips)
        return [Match(pk, 1.0) for pk in ordered.values_list("pk", flat=True)[start : start + limit]]


def _weighed(ask: Ask, slips: Any, total: int) -> list[Match]:
    """The best first. Of a common word only those that stand first by what is cheap to know are weighed by its rank."""
    some = slips if total <= WINDOW else _sieved(ask, slips)[:WINDOW]
    cards = IndexCard.objects.filter(pk__in=some.values("pk")).annotate(score=_as_float(matching.score(ask.words)))
    ordered = cards.order_by("-recommended", _IS_CHECKED.desc(), "-score", "pk")
    return [Match(pk, score) for pk, score in ordered.values_list("pk", "score")[:WINDOW]]


def _sieved(ask: Ask, slips: Any) -> Any:
    """Those that hold the words in their title, the most lately checked ones first."""
    words = [replace(word, keys=tuple(map(in_title, word.keys))) for word in ask.words]
    by_title = Slip.objects.filter(_holds(words, ask.needs))
    marked = slips.annotate(is_in_title=_claim(Q(pk__in=by_title.values("pk"))))
    newest = F("verified_on").desc(nulls_last=True)
    return marked.order_by("-recommended", _IS_CHECKED.desc(), "-is_in_title", newest, "pk")


def news(query: SearchQuery, words: Sequence[Sought], *, limit: int) -> QuerySet[IndexCard]:
    """The newest cards that hold all the words, confirmed and recommended: what may leave the house."""
    found = IndexCard.objects.live().filter(_is_there(query), _is_wanted(query))
    if words:
        holding = Slip.objects.filter(_holds(words, (tuple(range(len(words))),)))
        found = found.filter(pk__in=holding.values("pk"))
    if query.place and query.is_near:
        found = found.annotate(distance=matching.distance_km(query.place))
        found = found.filter(matching.is_near(query.place, query.distance))
    told = found.filter(news_at__isnull=False, verified_on__isnull=False, recommended=True)
    newest: QuerySet[IndexCard] = told.order_by("-news_at", "-pk")[:limit]
    return newest


def expired(ask: Ask) -> Any:
    """Slips of what matches under all filters and is past its date, the latest first."""
    past = _found(ask).filter(_is_expired(ask.today), _is_there(ask.query), _is_wanted(ask.query))
    return past.order_by("-valid_until", "pk")


def close_words(asked: Sequence[str], limit: int) -> list[str]:
    """Words of titles that are spelled much like those asked."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE_WORDS, [list(asked), clock.today(), limit])
        return [word for word, _ in cursor.fetchall()]


def _found(ask: Ask) -> Any:
    """What holds the words and lies within reach, whatever its date, before all filters."""
    slips = Slip.objects.all()
    if ask.words:
        slips = slips.filter(_holds(ask.words, ask.needs))
    place, distance = ask.query.place, ask.query.distance
    if place is None or not ask.query.is_near:
        return slips
    if distance == Distance.DISTRICT:
        return slips.filter(Q(district="") | matching.in_districts([place.district]))
    near = sorted(ask.near)
    is_there = matching.IsOneOf(F("ekatte"), Value(near, output_field=ArrayField(CharField())))
    return slips.filter(Q(district="") | Q(is_there) | Q(more_places__overlap=near))


def _holds(words: Sequence[Sought], needs: Needs) -> matching.Holds:
    return matching.Holds(matching.KeysOf(F("card_id")), Value(matching.enough(words, needs)))


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


def _sorted(ask: Ask, slips: Any) -> Any:
    """What is not recommended and what nobody checked stands after the rest, however it is sorted."""
    place = ask.query.place
    wanted: list[OrderBy] = []
    if ask.sort == Sort.NEAREST and place and place.lat is not None:
        slips = slips.annotate(distance=_as_float(matching.distance_km(place)))
        wanted = [F("distance").asc(nulls_last=True)]
    elif ask.sort == Sort.NEWEST:
        wanted = [F("verified_on").desc(nulls_last=True)]
    elif ask.sort == Sort.EXPIRING:
        wanted = [F("valid_until").asc(nulls_last=True)]
    return slips.order_by("-recommended", _IS_CHECKED.desc(), *wanted, "pk")


def _tally(query: SearchQuery, rows: Sequence[tuple[Any, ...]]) -> Tally:
    cells, districts, expired = [], Counter[str](), 0
    for area, kind, is_checked, district, more_districts, here, there, past in rows:
        if area is not None:
            cells.append(Cell(area, kind, is_checked, here))
            expired += past
        else:
            districts.update(dict.fromkeys((district, *(more_districts or ())), there))
    return Tally(query, cells=cells, districts=districts, expired=expired)


def _claim(condition: Q) -> Case:
    """Whether the condition holds, false where it cannot be told; an empty one always does."""
    if not condition:
        return Case(default=_YES, output_field=BooleanField())
    return Case(When(condition, _YES), default=_NO, output_field=BooleanField())


def _as_float(expression: Combinable) -> "ExpressionWrapper[Combinable]":
    return ExpressionWrapper(expression, output_field=FloatField())
