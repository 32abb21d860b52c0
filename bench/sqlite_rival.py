"""The rival of `bench.search`: SQLite's FTS5 over the same keys, with the same filters, facets and exact totals."""

import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from ramo.search.contract import Ask
from ramo.search.data import Deadline, Distance
from ramo.search.deadlines import DATED_SPANS, dated_kinds, days_of, spans_of

_TOKENS = "unicode61 remove_diacritics 0 tokenchars '~=+#./-@_'"


class Sqlite:
    name = "SQLite FTS5"

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.executescript(f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;
            CREATE VIRTUAL TABLE words USING fts5(title, keys, content='', tokenize="{_TOKENS}");
            CREATE TABLE card (id INTEGER PRIMARY KEY, area, kind, is_checked, district, ekatte, ends, trade, last);
            CREATE TEMP TABLE near (ekatte PRIMARY KEY);
        """)

    def fill(self) -> None:
        from django.db import connection

        from ramo.search.vocabulary import SHOWN

        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT id, area, kind, verified_on IS NOT NULL, district, ekatte,
                coalesce(valid_until, '9999-01-01')::text, occupation_group,
                CASE WHEN kind = ANY (%s) THEN valid_until::text END,
                (SELECT string_agg(substr(lexeme, 2), ' ') FROM unnest(keys) WHERE lexeme LIKE '=%%'),
                (SELECT string_agg(repeat(lexeme || ' ', cardinality(positions)), '')
                 FROM unnest(keys) WHERE lexeme NOT LIKE '=%%')
                FROM search_indexcard WHERE {SHOWN} ORDER BY id
                """,  # noqa: S608 (a constant)
                [dated_kinds()],
            )
            while rows := cursor.fetchmany(5000):
                self._base.executemany("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [row[:9] for row in rows])
                self._base.executemany(
                    "INSERT INTO words (rowid, title, keys) VALUES (?, ?, ?)",
                    [(row[0], row[9], row[10]) for row in rows],
                )
        self._base.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._base.commit()

    def look_up(self, ask: Ask) -> tuple[int, Counter[str], list[Counter[str]], list[int]]:
        """The total, the facets of areas, and of districts, trades and last days, and the best 200."""
        words = " AND ".join("(" + " OR ".join(f'"{key}"' for key in word.keys) + ")" for word in ask.words)
        self._base.executemany("INSERT OR IGNORE INTO near VALUES (?)", [(each,) for each in ask.near])
        kept = (words, ask.today.isoformat())
        reach = f"FROM words JOIN card ON card.id = words.rowid WHERE words MATCH ? AND ends >= ? {self._reach(ask)}"
        query, span = ask.query, _span(ask.today)
        there, wanted = _in("district", query.districts), _in("area", query.areas) + _in("kind", query.kinds)
        of_trade = _in("trade", query.occupations)
        due = _in(span, tuple(spans_of(query.deadlines)))

        def grouped(columns: str, filters: str) -> list[tuple[Any, ...]]:
            return self._base.execute(
                f"SELECT {columns}, count(*) {reach} {filters} GROUP BY {columns}", kept
            ).fetchall()

        cells = grouped("area, kind, is_checked", there + of_trade + due)
        facets = [
            grouped("district", wanted + of_trade + due),
            grouped("trade", there + wanted + due),
            grouped(span, there + wanted + of_trade),
        ]
        best = self._base.execute(
            f"SELECT card.id {reach} {there + wanted + of_trade + due} ORDER BY bm25(words, 2.0, 1.0) LIMIT 200",
            kept,
        )
        areas: Counter[str] = Counter()
        for area, _kind, _is_checked, count in cells:
            areas[area] += count
        total = sum(each[3] for each in cells if not wanted or _holds(ask, each))
        result = total, areas, [Counter(dict(each)) for each in facets], [number for (number,) in best]
        self._base.execute("DELETE FROM near")
        return result

    def _reach(self, ask: Ask) -> str:
        place = ask.query.place
        if place is None or not ask.query.is_near:
            return ""
        if ask.query.distance == Distance.DISTRICT:
            return f"AND district IN ('', '{place.district}')"
        return "AND (district = '' OR ekatte IN (SELECT ekatte FROM near))"


def _span(today: date) -> str:
    days = ((span, *days_of(span, today)) for span in DATED_SPANS)
    cases = " ".join(f"WHEN last BETWEEN '{first}' AND '{last}' THEN '{span}'" for span, first, last in days)
    return f"(CASE WHEN last IS NULL THEN '{Deadline.OPEN}' {cases} END)"


def _in(column: str, values: tuple[str, ...]) -> str:
    return f" AND {column} IN ({', '.join(repr(str(value)) for value in values)})" if values else ""


def _holds(ask: Ask, cell: tuple[Any, ...]) -> bool:
    area, kind, _is_checked, _count = cell
    return (not ask.query.areas or area in ask.query.areas) and (not ask.query.kinds or kind in ask.query.kinds)
