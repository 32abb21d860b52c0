"""Counts the rows of every table: what a backup promises and a restore must show."""

from __future__ import annotations

import psycopg
from psycopg import sql

_TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1, 2
"""


def table_names(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """Schema and name of each table that is not an extension's own."""
    return [(schema, name) for schema, name in connection.execute(_TABLES).fetchall()]


def row_counts(connection: psycopg.Connection) -> dict[str, int]:
    return {f"{schema}.{name}": _count(connection, schema, name) for schema, name in table_names(connection)}


def _count(connection: psycopg.Connection, schema: str, name: str) -> int:
    question = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, name))
    found = connection.execute(question).fetchone()
    return int(found[0]) if found else 0
