"""Judges a database before it is trusted with Bulgarian text."""

from __future__ import annotations

import psycopg

from ramo.launch.errors import DatabaseUnfit

OLDEST_MAJOR = 15
_SPEAKS_BULGARIAN = "SELECT similarity('библиотека', 'библиотеки') > 0.5 AND lower('Ъ') = 'ъ'"


def check_database(url: str) -> int:
    """Refuses a database that cannot be reached, is too old, or mistreats Cyrillic; says the server's major version."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            return check_connection(connection)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as problem:
        raise DatabaseUnfit(f"The database cannot be used: {_one_line(problem)}") from None


def check_connection(connection: psycopg.Connection) -> int:
    major = connection.info.server_version // 10000
    if major < OLDEST_MAJOR:
        raise DatabaseUnfit(f"The database is PostgreSQL {major}; version {OLDEST_MAJOR} or newer is needed.")
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except psycopg.Error as problem:
        raise DatabaseUnfit(
            "The database lacks the extension pg_trgm and this role may not add it: let its administrator"
            f" run `CREATE EXTENSION pg_trgm` there ({_one_line(problem)})."
        ) from None
    answer = connection.execute(_SPEAKS_BULGARIAN).fetchone()
    if answer is None or not answer[0]:
        raise DatabaseUnfit(
            "The database does not know Bulgarian letters (its locale is plain C), so search would find nothing:"
            " create it anew with `TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'`."
        )
    return major


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
