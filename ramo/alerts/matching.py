"""New cards against all saved searches: one statement for a batch of cards."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from ramo.kit import clock
from ramo.search.matching import EARTH_RADIUS_KM

from .health import HEALTH
from .questions import ANY, CELLS_A_DEGREE, COUNTRY

# A card bears the keys of its words and the marks of its place; a search is compared only where one of them
# is its anchor. The rules are those of search.postgres: what it shows, how it filters, what is near.
_MATCH = """
INSERT INTO alerts_alerthit (search_id, kind, key, found_at)
SELECT DISTINCT search.id, card.kind, card.key, %(now)s::timestamptz
FROM unnest(%(kinds)s::text[], %(keys)s::text[]) AS news (kind, key)
JOIN search_indexcard card ON card.kind = news.kind AND card.key = news.key
CROSS JOIN LATERAL (
  SELECT unnest(tsvector_to_array(card.keys)) AS key
  UNION
  SELECT '@' || kind || '|' || piece
  FROM (VALUES (%(any)s), (card.kind)) AS kinds (kind),
       (VALUES (%(any)s), (CASE card.district WHEN '' THEN %(country)s ELSE card.district END), (card.ekatte),
               (floor(card.lat * %(cells)s) || ',' || floor(card.lon * %(cells)s))
        UNION ALL SELECT unnest(card.more_districts || card.more_places)
        UNION ALL SELECT floor(lat * %(cells)s) || ',' || floor(lon * %(cells)s)
                  FROM unnest(card.more_lats, card.more_lons) AS further (lat, lon)) AS pieces (piece)
  WHERE piece <> ''
) AS mark
JOIN alerts_anchor anchor ON anchor.key = mark.key
JOIN alerts_savedsearch search ON search.id = anchor.search_id
WHERE card.public AND card.recommended AND card.verified_on IS NOT NULL
  AND (card.valid_until IS NULL OR card.valid_until >= %(today)s)
  AND card.area <> %(health)s
  AND search.idle_since IS NULL
  AND (search.words IS NULL OR card.keys @@ search.words)
  AND (search.areas = '{}' OR card.area = ANY (search.areas))
  AND (search.kinds = '{}' OR card.kind = ANY (search.kinds))
  AND (search.districts = '{}' OR (card.district || card.more_districts) && search.districts)
  AND (search.within_district = '' OR card.district = ''
       OR search.within_district = ANY (card.district || card.more_districts))
  AND (search.within_km IS NULL OR card.district = '' OR search.ekatte = ANY (card.ekatte || card.more_places)
    OR EXISTS (
    SELECT FROM unnest(card.lat || card.more_lats, card.lon || card.more_lons) AS place (lat, lon)
    WHERE place.lat IS NOT NULL AND place.lon IS NOT NULL AND search.lat IS NOT NULL AND search.lon IS NOT NULL
    AND %(radius)s * acos(greatest(-1.0, least(1.0,
      sin(radians(place.lat)) * sin(radians(search.lat))
      + cos(radians(place.lat)) * cos(radians(search.lat)) * cos(radians(place.lon - search.lon))
    ))) <= search.within_km))
ON CONFLICT (search_id, kind, key) DO NOTHING
"""


def match(news: Sequence[tuple[str, str]]) -> int:
    """How many finds of theirs are new; `news`: kind and key of cards."""
    facts: dict[str, Any] = {
        "kinds": [kind for kind, _key in news],
        "keys": [key for _kind, key in news],
        "now": clock.now(),
        "today": clock.today(),
        "health": HEALTH,
        "any": ANY,
        "country": COUNTRY,
        "cells": CELLS_A_DEGREE,
        "radius": EARTH_RADIUS_KM,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, facts)
        return int(cursor.rowcount)
