"""The words that stand in the index: how many cards hold each, and which begin as one types."""

from collections.abc import Collection, Mapping, Sequence

from django.db import connection

from .filing import quoted
from .matching import any_of
from .reading import Counts, Keys

# Counting a common word costs; what was counted within the hour says well enough how common it is.
COMMON = 1000
NOT_RARE = 100  # the same where many keys are asked at once
ALL_CARDS = ""  # the key whose count is that of all cards

SHOWN = "public AND (verified_on IS NOT NULL OR NOT requires_verification)"

_COUNT = f"""
SELECT ARRAY(
  SELECT CASE WHEN known.cards >= {COMMON} THEN known.cards
         ELSE (SELECT count(*) FROM search_slip WHERE search_keys_of(card_id) @@ list.asked::tsquery) END
  FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS list (asked, keys, place),
       LATERAL (SELECT coalesce(sum(cards), 0) AS cards FROM search_keycount
                WHERE key = ANY (string_to_array(list.keys, ' '))) AS known
  ORDER BY place
), coalesce((SELECT sum(cards) FROM search_keycount WHERE key = '{ALL_CARDS}'),
            (SELECT count(*) FROM search_slip))
"""  # noqa: S608 (constants)
_FREQUENCIES = f"""
SELECT key, cards FROM (
  SELECT list.key, CASE WHEN known.cards >= {NOT_RARE} THEN known.cards
    ELSE (SELECT count(*) FROM search_slip WHERE search_keys_of(card_id) @@ list.asked::tsquery) END AS cards
  FROM unnest(%s::text[], %s::text[]) AS list (key, asked)
  JOIN (SELECT key, sum(cards) AS cards FROM search_keycount WHERE key = ANY (%s) GROUP BY key) AS known USING (key)
) AS held WHERE cards > 0
"""  # noqa: S608 (constants)
_BEGINNING = """
SELECT key, sum(cards)::int AS cards FROM search_keycount, unnest(%s::text[]) AS typed (prefix)
WHERE key >= prefix AND key < prefix || chr(1114111) AND key <> ''
GROUP BY key HAVING sum(cards) > 0 ORDER BY cards DESC, key LIMIT %s
"""
# One statement, so that it sees one moment: what is filed meanwhile is neither counted nor lost.
_RECOUNT = f"""
WITH counted AS MATERIALIZED (
  SELECT word AS key, ndoc AS cards FROM ts_stat($$SELECT keys FROM search_indexcard WHERE {SHOWN}$$)
  UNION ALL SELECT '{ALL_CARDS}', count(*) FROM search_indexcard WHERE {SHOWN}
), known AS MATERIALIZED (
  SELECT id, key, cards, row_number() OVER (PARTITION BY key ORDER BY id) AS place FROM search_keycount
), gone AS (
  DELETE FROM search_keycount USING known
  WHERE search_keycount.id = known.id
    AND (known.place > 1 OR NOT EXISTS (SELECT FROM counted WHERE counted.key = known.key))
), changed AS (
  UPDATE search_keycount SET cards = counted.cards FROM known JOIN counted USING (key)
  WHERE search_keycount.id = known.id AND known.place = 1 AND known.cards <> counted.cards
)
INSERT INTO search_keycount (key, cards)
SELECT key, cards FROM counted WHERE NOT EXISTS (SELECT FROM known WHERE known.key = counted.key)
"""  # noqa: S608 (constants)


def count(groups: Sequence[Keys]) -> Counts:
    """How many shown cards hold any key of each group: exactly where they are few, and how many cards there are."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [list(map(any_of, groups)), [" ".join(keys) for keys in groups]])
        held, cards = cursor.fetchone()
    return Counts([int(each) for each in held], max(int(cards), *map(int, held), 0))


def frequencies(keys: Collection[str]) -> Mapping[str, int]:
    """How many shown cards hold each key; those that none holds are left out."""
    with connection.cursor() as cursor:
        wanted = list(keys)
        cursor.execute(_FREQUENCIES, [wanted, list(map(quoted, wanted)), wanted])
        return {key: int(cards) for key, cards in cursor.fetchall()}


def beginning(prefixes: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """Keys that begin with any of the prefixes, those that most cards hold first."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, [list(prefixes), limit])
        return [(key, int(cards)) for key, cards in cursor.fetchall()]


def recount() -> None:
    """Counts all keys anew."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
