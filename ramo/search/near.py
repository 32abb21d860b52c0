"""Occupations near to one that was asked for in vain: those its words resemble, and those of its group."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from ramo.kit import clock
from ramo.kit.bulgarian import asked
from ramo.vocabularies import known_occupations
from ramo.vocabularies.models import Occupation
from ramo.vocabularies.recognising import Recogniser, title_key

from .matching import all_of
from .reading import MAX_WORDS, Sought

LEAST_SURE = 0.5  # that the words name an occupation at all
SHOWN = 2
_COUNTED = 24  # occupations that are looked for
_COUNT = """
SELECT ARRAY(
  SELECT (SELECT count(*) FROM search_slip WHERE search_keys_of(card_id) @@ asked::tsquery
          AND (valid_until IS NULL OR valid_until >= %s))
  FROM unnest(%s::text[]) WITH ORDINALITY AS list (asked, place) ORDER BY place)
"""


@dataclass(frozen=True, slots=True)
class NearOccupation:
    """`count`: how many valid things in the country hold all its words."""

    label: str
    count: int


def near_occupations(text: str) -> tuple[NearOccupation, ...]:
    """Only such as lead somewhere, the nearest first; none where the words name no occupation."""
    words = asked(text)[: MAX_WORDS + 1]
    if not words or len(words) > MAX_WORDS:
        return ()
    labels = [label for label in _labels(text) if title_key(label) != title_key(text)][:_COUNTED]
    counts = _counts(labels) if labels else []
    found = [NearOccupation(label, count) for label, count in zip(labels, counts, strict=True) if count]
    return tuple(found[:SHOWN])


def _labels(text: str) -> list[str]:
    recogniser = _recogniser(clock.now().replace(minute=0, second=0, microsecond=0).isoformat())
    guess = recogniser.recognise(text)
    if guess.isco_confidence < LEAST_SURE:
        return []
    alike = [uri for uri, _score in recogniser.guesses(text, guess.isco)]
    place = {uri: number for number, uri in enumerate(alike)}
    group = sorted(Occupation.objects.filter(isco_code=guess.isco), key=lambda each: place.get(each.pk, len(place)))
    return list(dict.fromkeys(map(_shown, group)))


def _shown(occupation: Occupation) -> str:
    """„строителен инженер“ rather than „инженер, строителен“."""
    return next(
        (each for each in (occupation.label_bg, *occupation.alternative_bg) if "," not in each), occupation.label_bg
    )


def _counts(labels: Sequence[str]) -> list[int]:
    questions = [all_of([Sought(word.keys, 1.0) for word in asked(label)]) for label in labels]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [clock.today(), questions])
        return list(map(int, cursor.fetchone()[0]))


@lru_cache(maxsize=1)
def _recogniser(hour: str) -> Recogniser:
    """What changes in the list is taken up within the hour: nobody waits for it to be looked through."""
    return known_occupations.recogniser()
