"""The PostgreSQL engine: GIN over application-made keys, enough to about 200,000 live cards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from ramo.kit import clock

from . import matching, sieve
from .contract import Ask, Match
from .coverage import Needs
from .data import Sort
from .filing import in_title
from .ranking import WINDOW
from .reading import Sought
from .tally import Cell, Counts, Tally

# Each property under all filters but its own: areas, kinds and trust together, districts, occupations, spans of days.
_TALLY = """
SELECT area, kind, is_checked, district, more_districts, occupation_group, span,
  count(*) FILTER (WHERE is_live AND is_there AND is_of_group AND is_due),
  count(*) FILTER (WHERE is_live AND is_wanted AND is_of_group AND is_due),
  count(*) FILTER (WHERE is_live AND is_there AND is_wanted AND is_due),
  count(*) FILTER (WHERE is_live AND is_there AND is_wanted AND is_of_group),
  count(*) FILTER (WHERE NOT is_live AND is_there AND is_wanted AND is_of_group AND is_due)
FROM (
  SELECT area, kind, verified_on IS NOT NULL AS is_checked, district, more_districts, occupation_group,
    {span} AS span, {live} AS is_live,
    {chosen.there} AS is_there, {chosen.wanted} AS is_wanted, {chosen.of_group} AS is_of_group, {chosen.due} AS is_due
  FROM search_slip WHERE {found}
) AS found
GROUP BY GROUPING SETS ((area, kind, is_checked), (district, more_districts), (occupation_group), (span))
"""
_SLIPS = "SELECT card_id FROM search_slip WHERE {found} AND {date} AND {chosen.all}"
# What is not recommended and what nobody checked stands after the rest, however it is sorted.
_IN_BANDS = " ORDER BY recommended DESC, verified_on IS NULL"
_WEIGHED = """
SELECT id, ({score})::float8 AS score FROM search_indexcard WHERE id IN ({slips})
ORDER BY recommended DESC, verified_on IS NULL, score DESC, id LIMIT %(window)s
"""
# Those that hold the words in their title, the most lately checked ones first.
_BY_TITLE = """,
  card_id IN (SELECT card_id FROM search_slip WHERE search_keys_of(card_id) @@ %(in_title)s::tsquery) DESC,
  verified_on DESC NULLS LAST
"""
_SORTED = {
    Sort.NEAREST: f", {sieve.KM} NULLS LAST",
    Sort.NEWEST: ", verified_on DESC NULLS LAST",
    Sort.EXPIRING: ", valid_until NULLS LAST",
    Sort.RELEVANT: _BY_TITLE,
}
_PART = ", card_id LIMIT %(limit)s OFFSET %(start)s"
_NEWS = """
SELECT id FROM search_indexcard
WHERE news_at IS NOT NULL AND verified_on IS NOT NULL AND recommended AND id IN ({slips})
ORDER BY news_at DESC, id DESC LIMIT %(limit)s
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
        chosen = sieve.chosen(ask.query)
        sql = _TALLY.format(found=sieve.found(ask), live=sieve.LIVE, span=sieve.SPAN, chosen=chosen)
        return Tally(ask.query, _counts(_rows(sql, sieve.parameters(ask))))

    def matches(self, ask: Ask, *, start: int, limit: int, total: int) -> list[Match]:
        if ask.sort == Sort.RELEVANT and start < WINDOW:
            return _weighed(ask, total)[start : start + limit]
        sql = _slips(ask) + _IN_BANDS + _order(ask) + _PART
        rows = _rows(sql, sieve.parameters(ask) | _in_title(ask) | {"start": start, "limit": limit})
        return [Match(pk, 1.0) for (pk,) in rows]


def _weighed(ask: Ask, total: int) -> list[Match]:
    """The best first. Of a common word only those that stand first by what is cheap to know are weighed by its rank."""
    score, weights = matching.score(ask.words)
    sieved = _IN_BANDS + _BY_TITLE + ", card_id LIMIT %(window)s" if total > WINDOW else ""
    parameters = sieve.parameters(ask) | weights | _in_title(ask) | {"window": WINDOW}
    rows = _rows(_WEIGHED.format(score=score, slips=_slips(ask) + sieved), parameters)
    return [Match(pk, weight) for pk, weight in rows]


def news(ask: Ask, *, limit: int) -> list[int]:
    """The newest cards that match, confirmed and recommended: what may leave the house."""
    return [pk for (pk,) in _rows(_NEWS.format(slips=_slips(ask)), sieve.parameters(ask) | {"limit": limit})]


def expired(ask: Ask, *, start: int, limit: int) -> list[int]:
    """What matches under all filters and is past its date, the latest first."""
    sql = _slips(ask, date=sieve.EXPIRED) + " ORDER BY valid_until DESC" + _PART
    return [pk for (pk,) in _rows(sql, sieve.parameters(ask) | {"start": start, "limit": limit})]


def close_words(asked: Sequence[str], limit: int) -> list[str]:
    """Words of titles that are spelled much like those asked."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE_WORDS, [list(asked), clock.today(), limit])
        return [word for word, _ in cursor.fetchall()]


def _slips(ask: Ask, *, date: str = sieve.LIVE) -> str:
    return _SLIPS.format(found=sieve.found(ask), date=date, chosen=sieve.chosen(ask.query))


def _order(ask: Ask) -> str:
    """A place without a point has nothing near it."""
    is_nowhere = ask.sort == Sort.NEAREST and (ask.query.place is None or ask.query.place.lat is None)
    return "" if is_nowhere else _SORTED[ask.sort]


def _in_title(ask: Ask) -> sieve.Parameters:
    words = [replace(word, keys=tuple(map(in_title, word.keys))) for word in ask.words]
    return {"in_title": matching.enough(words, ask.needs) if words else ""}


def _rows(sql: str, parameters: sieve.Parameters) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _counts(rows: Sequence[tuple[Any, ...]]) -> Counts:
    cells, expired = [], 0
    districts, occupations, spans = Counter[str](), Counter[str](), Counter[str]()
    for area, kind, is_checked, district, more_districts, group, span, *counts, past in rows:
        if area is not None:
            cells.append(Cell(area, kind, is_checked, counts[0]))
            expired += past
        elif district is not None:
            districts.update(dict.fromkeys((district, *(more_districts or ())), counts[1]))
        elif group is not None:
            occupations[group] += counts[2]
        else:
            spans[span] += counts[3]
    return Counts(cells, districts, occupations, spans, expired)
