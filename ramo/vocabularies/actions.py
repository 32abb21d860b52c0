"""Putting the loaded lists: new rows are created, known ones brought up to date, none is removed."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import models, transaction

from ramo.audit.actions import record

from .bulk import put_rows
from .data import (
    AreaData,
    DistrictData,
    MunicipalityData,
    NoticeData,
    OccupationData,
    SettlementData,
    TopicData,
)
from .models import Area, District, Municipality, Notice, Occupation, Settlement, Topic

Row = TypeVar("Row")


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


def put_occupations(rows: Sequence[OccupationData]) -> int:
    return _put(Occupation, rows)


@transaction.atomic
def _put(model: type[models.Model], rows: Sequence[Row]) -> int:
    count = put_rows(model, rows)
    if count:
        record("put list", f"{model._meta.label_lower}:*", detail={"rows": count})
    return count
