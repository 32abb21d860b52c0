"""Putting the loaded lists: new rows are created, known ones brought up to date, none is removed."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import models, transaction

from ramo.audit.actions import record

from .bulk import BATCH, put_rows, standing
from .data import (
    AreaData,
    DistrictData,
    MunicipalityData,
    NoticeData,
    OccupationData,
    OccupationGroupData,
    SettlementData,
    TopicData,
)
from .errors import TitleWithoutWords
from .models import (
    Area,
    District,
    Municipality,
    Notice,
    Occupation,
    OccupationGroup,
    OccupationWord,
    Settlement,
    TitleCorrection,
    Topic,
)
from .occupation_words import occupation_words
from .recognising import title_key

Row = TypeVar("Row")
LONGEST_TITLE = 250


def put_areas(rows: Sequence[AreaData]) -> int:
    return _put(Area, rows)


def put_topics(rows: Sequence[TopicData]) -> int:
    return _put(Topic, rows)


def put_notices(rows: Sequence[NoticeData]) -> int:
    return _put(Notice, rows)


def put_districts(rows: Sequence[DistrictData]) -> int:
    return _put(District, rows)


def put_municipalities(rows: Sequence[MunicipalityData]) -> int:
    return _put(Municipality, rows)


def put_settlements(rows: Sequence[SettlementData]) -> int:
    return _put(Settlement, rows)


def put_occupation_groups(rows: Sequence[OccupationGroupData]) -> int:
    return _put(OccupationGroup, rows)


@transaction.atomic
def put_occupations(rows: Sequence[OccupationData]) -> int:
    """With the words that are learned from their labels."""
    count = _put(Occupation, rows)
    if count:
        words = occupation_words(standing(Occupation.objects.all(), OccupationData).values())
        OccupationWord.objects.all().delete()
        OccupationWord.objects.bulk_create(
            [OccupationWord(key=key, words=others) for key, others in words.items()], batch_size=BATCH
        )
    return count


@transaction.atomic
def correct_title(*, title: str, occupation: Occupation, by: models.Model) -> TitleCorrection:
    """From now on this title names this occupation, wherever it comes from."""
    key = title_key(title)[:LONGEST_TITLE]
    if not key:
        raise TitleWithoutWords(title)
    correction, _ = TitleCorrection.objects.update_or_create(
        key=key, defaults={"title": title[:LONGEST_TITLE], "occupation": occupation}
    )
    record("correct occupation", correction, by=by, detail={"occupation": occupation.pk})
    return correction


@transaction.atomic
def forget_correction(correction: TitleCorrection, *, by: models.Model) -> None:
    record("forget correction", correction, by=by, detail={"occupation": correction.occupation_id})
    correction.delete()


@transaction.atomic
def _put(model: type[models.Model], rows: Sequence[Row]) -> int:
    count = put_rows(model, rows)
    if count:
        record("put list", f"{model._meta.label_lower}:*", detail={"rows": count})
    return count
