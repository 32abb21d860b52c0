"""The occupations of the list as the recogniser wants them, and the recogniser of all of them."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from .models import Occupation, TitleCorrection
from .recognising import Known, Recogniser

_TABLES = [model._meta.db_table for model in (Occupation, TitleCorrection)]
# Every row counts, in whatever order it stands: one that came, went or changed makes another sum.
_STAMP = " UNION ALL ".join(
    f"SELECT {number}, count(*), sum(hashtextextended(row::text, 0)::numeric) FROM {table} row"  # noqa: S608
    for number, table in enumerate(_TABLES)
)


def recogniser() -> Recogniser:
    """Made once a process for as long as the list and what people said of titles stay the same."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return _made(tuple(sorted(cursor.fetchall())))


def known() -> list[Known]:
    occupations = Occupation.objects.order_by("pk")
    return [Known(each.pk, each.isco_code, tuple(each.labels())) for each in occupations]


def corrections() -> dict[str, str]:
    return dict(TitleCorrection.objects.values_list("key", "occupation_id"))


def kept() -> Path:
    """Where this host keeps the index of the labels."""
    return Path(settings.RAMO_OCCUPATIONS)


@lru_cache(maxsize=1)
def _made(stamp: tuple[object, ...]) -> Recogniser:
    return Recogniser(known(), corrections(), kept=kept())
