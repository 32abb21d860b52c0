"""The lists by which records are understood, from the database into plain memory."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from ramo.vocabularies import known_occupations
from ramo.vocabularies.models import District, Municipality, Occupation, Settlement, TitleCorrection

from .normalise import Gazetteer, Occupations, Place

_TABLES = [model._meta.db_table for model in (District, Municipality, Settlement, Occupation, TitleCorrection)]
# Every row counts, in whatever order it stands: one that came, went or changed makes another sum.
_STAMP = " UNION ALL ".join(
    f"SELECT {number}, count(*), sum(hashtextextended(row::text, 0)::numeric) FROM {table} row"  # noqa: S608
    for number, table in enumerate(_TABLES)
)


@dataclass(frozen=True, slots=True)
class Lists:
    gazetteer: Gazetteer
    occupations: Occupations

    @classmethod
    def load(cls) -> "Lists":
        """Built once a process for as long as what the vocabularies say stays the same."""
        return _built(_stamp())


Stamp = tuple[tuple[int, int, object], ...]


def _stamp() -> Stamp:
    """What the vocabularies say, in one number each: read in the database, without bringing the rows here."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return tuple(sorted(cursor.fetchall()))


@lru_cache(maxsize=1)
def _built(stamp: Stamp) -> Lists:
    known, corrected = known_occupations.known(), known_occupations.corrections()
    return Lists(Gazetteer(_places()), Occupations(known, corrected, kept=known_occupations.kept()))


def _places() -> list[Place]:
    rows = Settlement.objects.values_list(
        "ekatte",
        "kind_bg",
        "name_bg",
        "municipality_id",
        "municipality__name_bg",
        "municipality__district_id",
        "municipality__district__name_bg",
        "name_en",
        "postcode",
    )
    return [Place(*row) for row in rows.order_by()]
