"""New cards against all saved searches: one statement for a batch of cards."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from ramo.kit import clock
from ramo.search.filing import in_title
from ramo.search.matching import EARTH_RADIUS_KM

from .anchors import ANY, CELLS_A_DEGREE, COUNTRY, FINE, WIDE
from .health import HEALTH

MEMORY = "64MB"  # for the finds of a batch to be sorted: rows that come in the order of the index go in faster
# A find holds its search by no foreign key: that would lock and write each search a card is found by. Instead
# whoever deletes searches waits for those who match, and takes along what they found (a trigger: migration 0002).
_HOLD = """
SELECT pg_advisory_xact_lock_shared('alerts_savedsearch'::regclass::oid::bigint), set_config('work_mem', %s, true)
"""

# A card bears the keys of its words and the marks of its places; a search is compared only where one of them
# is its anchor. The rules are those of search.postgres: what it shows, how it filters, what is near.
_MATCH = """
WITH card AS MATERIALIZED (
  SELECT card.id, card.kind, card.key, card.area, card.keys, card.district, card.ekatte, card.lat, card.lon,
         occupation_group, more_places, more_districts, more_lats, more_lons,
         sin(radians(lat)) AS sine, cos(radians(lat)) AS cosine
  FROM unnest(%(kinds)s::text[], %(keys)s::text[]) AS news (kind, key)
  JOIN search_indexcard card ON card.kind = news.kind AND card.key = news.key
  WHERE card.public AND card.recommended AND card.verified_on IS NOT NULL
    AND (card.valid_until IS NULL OR card.valid_until >= %(today)s)
    AND card.area <> %(health)s
), point AS MATERIALIZED (
  SELECT id, lat, lon FROM card WHERE lat IS NOT NULL AND lon IS NOT NULL
  UNION ALL
  SELECT id, place.lat, place.lon FROM card, unnest(more_lats, more_lons) AS place (lat, lon)
), piece AS MATERIALIZED (
  SELECT id, CASE district WHEN '' THEN %(country)s ELSE district END AS name, true AS wide, true AS fine FROM card
  UNION ALL SELECT id, unnest(more_districts), true, true FROM card
  UNION ALL SELECT id, unnest(ekatte || more_places), false, true FROM card
  UNION ALL SELECT id, %(any)s, false, true FROM card
  UNION ALL SELECT id, CASE grain WHEN %(plain)s THEN '' ELSE grain || ':' END
                       || floor(lat * grain) || ',' || floor(lon * grain), grain = %(wide)s, grain <> %(wide)s
            FROM point, unnest(%(grains)s::int[]) AS grain
), word AS MATERIALIZED (
  SELECT id, word.key FROM card, unnest(tsvector_to_array(keys)) AS word (key)
  WHERE NOT starts_with(word.key, %(title)s)
), mark AS (
  SELECT id, key FROM word
  UNION ALL
  SELECT word.id, word.key || '|' || piece.name FROM word JOIN piece USING (id) WHERE piece.wide
  UNION ALL
  SELECT card.id, '@' || kinds.kind || '|' || piece.name
  FROM card JOIN piece USING (id), LATERAL (VALUES (%(any)s), (card.kind)) AS kinds (kind) WHERE piece.fine
)
INSERT INTO alerts_alerthit (search_id, kind, key, found_at)
SELECT DISTINCT search.id, card.kind, card.key, %(now)s::timestamptz
FROM mark
JOIN card ON card.id = mark.id
JOIN alerts_anchor anchor ON anchor.key = mark.key
JOIN alerts_savedsearch search ON search.id = anchor.search_id
WHERE search.idle_since IS NULL
  AND (search.areas = '{}' OR card.area = ANY (search.areas))
  AND (search.kinds = '{}' OR card.kind = ANY (search.kinds))
  AND (search.occupations = '{}' OR card.occupation_group = ANY (search.occupations))
  AND (search.districts = '{}' OR (card.district || card.more_districts) && search.districts)
  AND (search.within_district = '' OR card.district = ''
       OR search.within_district = ANY (card.district || card.more_districts))
  AND (search.within_km IS NULL OR card.district = '' OR search.ekatte = card.ekatte
    OR card.lat + card.lon + search.lat + search.lon IS NOT NULL
       AND %(radius)s * acos(greatest(-1.0, least(1.0, card.sine * sin(radians(search.lat))
         + card.cosine * cos(radians(search.lat)) * cos(radians(card.lon - search.lon))))) <= search.within_km
    OR search.ekatte = ANY (card.more_places)
    OR card.more_lats <> '{}' AND EXISTS (
    SELECT FROM unnest(card.more_lats, card.more_lons) AS place (lat, lon)
    WHERE search.lat IS NOT NULL AND search.lon IS NOT NULL
    AND %(radius)s * acos(greatest(-1.0, least(1.0,
      sin(radians(place.lat)) * sin(radians(search.lat))
      + cos(radians(place.lat)) * cos(radians(search.lat)) * cos(radians(place.lon - search.lon))
    ))) <= search.within_km))
  AND (search.words IS NULL OR card.keys @@ search.words)
ON CONFLICT (search_id, kind, key) DO NOTHING
"""


def match(news: Sequence[tuple[str, str]]) -> int:
    """How many finds of theirs are new; `news`: kind and key of cards. In a transaction."""
    facts: dict[str, Any] = {
        "kinds": [kind for kind, _key in news],
        "keys": [key for _kind, key in news],
        "now": clock.now(),
        "today": clock.today(),
        "health": HEALTH,
        "any": ANY,
        "country": COUNTRY,
        "title": in_title(""),
        "plain": CELLS_A_DEGREE,
        "wide": WIDE,
        "grains": sorted({WIDE, CELLS_A_DEGREE, *FINE.values()}),
        "radius": EARTH_RADIUS_KM,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [MEMORY])
        cursor.execute(_MATCH, facts)
        return int(cursor.rowcount)
