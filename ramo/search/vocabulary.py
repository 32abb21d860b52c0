"""The words that stand in the index: how many cards hold each, and which begin as one types."""

from collections.abc import Collection, Mapping

from django.db import connection

from .filing import quoted

_FREQUENCIES = """
SELECT key, cards FROM unnest(%s::text[], %s::text[]) AS list (key, asked), LATERAL (
  SELECT count(*) AS cards FROM search_indexcard
  WHERE public AND keys @@ asked::tsquery AND (verified_on IS NOT NULL OR NOT requires_verification)
) AS held WHERE cards > 0
"""


def frequencies(keys: Collection[str]) -> Mapping[str, int]:
    """How many shown cards hold each key; those that none holds are left out."""
    wanted = sorted(keys)
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES, [wanted, [quoted(key) for key in wanted]])
        return dict(cursor.fetchall())
