"""The PostgreSQL engine: GIN over application-made keys, enough to about 200,000 live cards."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy

from ramo.kit import clock

from . import matching
from .data import PAGE_SIZE, Freshness, SearchQuery, Sort
from .models import IndexCard
from .reading import Counts, Keys, Sought
from .tally import Cell

_YES, _NO = Value(value=True), Value(value=False)

RELAXED_SHARE = 0.6  # of the best coverage that any card reaches

_COUNT = """
SELECT ARRAY(
  SELECT (SELECT count(*) FROM search_indexcard WHERE public AND keys @@ asked::tsquery
          AND (verified_on IS NOT NULL OR NOT requires_verification))
  FROM unnest(%s::text[]) WITH ORDINALITY AS list (asked, place) ORDER BY place
), (SELECT count(*) FROM search_indexcard WHERE public)
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


def count(groups: Sequence[Keys]) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [[matching.any_of(keys) for keys in groups]])
        held, cards = cursor.fetchone()
    return Counts(held, cards)


def cells(query: SearchQuery, words: Sequence[Sought], *, relaxed: bool = False) -> list[Cell]:
    """Everything that matches, counted by all its properties at once, whatever filters are set."""
    counted = (
        _matching(query, words, relaxed=relaxed)
        .values("area", "kind", "district", "more_districts", "is_checked", "is_expired", "is_near", "coverage")
        .annotate(count=Count("*"))
        .order_by()
    )
    return [Cell(districts=(each.pop("district"), *each.pop("more_districts")), **each) for each in counted]


def least_coverage(found: Sequence[Cell]) -> float:
    """What a card must cover to be shown when nothing holds all the words."""
    return max((cell.coverage for cell in found if not cell.is_expired), default=0.0) * RELAXED_SHARE


def page(query: SearchQuery, words: Sequence[Sought], *, floor: float | None) -> QuerySet[IndexCard]:
    """One page of live cards; `floor`: the least coverage, when not all words are needed."""
    found = _matching(query, words, relaxed=floor is not None).live().filter(_filters(query))
    if floor is not None:
        found = found.filter(coverage__gte=floor)
    start = (query.page - 1) * PAGE_SIZE
    ordered = found.annotate(score=_as_float(matching.score(words))).order_by(*_order(query))
    cards: QuerySet[IndexCard] = ordered[start : start + PAGE_SIZE]
    return cards


def news(query: SearchQuery, words: Sequence[Sought], *, limit: int) -> QuerySet[IndexCard]:
    """The newest cards that hold all the words, confirmed and recommended: what may leave the house."""
    found = _matching(query, words, relaxed=False).live().filter(_filters(query))
    told = found.filter(news_at__isnull=False, verified_on__isnull=False, recommended=True)
    newest: QuerySet[IndexCard] = told.order_by("-news_at", "-pk")[:limit]
    return newest


def close_words(asked: Sequence[str], limit: int) -> list[str]:
    """Words of titles that are spelled much like those asked."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE_WORDS, [list(asked), clock.today(), limit])
        return [word for word, _ in cursor.fetchall()]


def _matching(query: SearchQuery, words: Sequence[Sought], *, relaxed: bool) -> Any:
    cards = IndexCard.objects.shown()
    if words:
        cards = cards.filter(matching.holds_some(words) if relaxed else matching.holds_all(words))
    distance = matching.distance_km(query.place) if query.place else Value(None, output_field=FloatField())
    is_near = matching.is_near(query.place, query.distance) if query.place and query.is_near else Q()
    return cards.annotate(
        distance=_as_float(distance),
        is_checked=_claim(Q(verified_on__isnull=False)),
        is_expired=_claim(Q(valid_until__lt=clock.today())),
        is_near=_claim(is_near),
        coverage=_as_float(matching.coverage(words) if relaxed else Value(0.0)),
    )


def _filters(query: SearchQuery) -> Q:
    chosen = {"area__in": query.areas, "kind__in": query.kinds}
    wanted = Q(**{column: values for column, values in chosen.items() if values})
    if query.districts:
        wanted &= matching.in_districts(query.districts)
    if query.is_near:
        wanted &= Q(is_near=True)
    if len(query.freshness) == 1:
        wanted &= Q(is_checked=query.freshness[0] == Freshness.CHECKED)
    return wanted


def _order(query: SearchQuery) -> list[OrderBy | str]:
    """What is not recommended and what nobody checked stands after the rest, however it is sorted."""
    nearest = F("distance").asc(nulls_last=True)
    wanted: dict[Sort, list[OrderBy | str]] = {
        Sort.RELEVANT: ["-score", nearest],
        Sort.NEAREST: [nearest, "-score"],
        Sort.NEWEST: [F("verified_on").desc(nulls_last=True), "-score"],
        Sort.EXPIRING: [F("valid_until").asc(nulls_last=True), "-score"],
    }
    return ["-recommended", "-is_checked", *wanted[query.sort], "title_bg", "pk"]


def _claim(condition: Q) -> Case:
    """Whether the condition holds, false where it cannot be told; an empty one always does."""
    if not condition:
        return Case(default=_YES, output_field=BooleanField())
    return Case(When(condition, _YES), default=_NO, output_field=BooleanField())


def _as_float(expression: Combinable) -> "ExpressionWrapper[Combinable]":
    return ExpressionWrapper(expression, output_field=FloatField())
