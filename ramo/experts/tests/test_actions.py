"""An expert is in one place at a time, and the database keeps it."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ramo.experts import actions
from ramo.experts.data import EngagementData, Span
from ramo.experts.errors import AlreadyEngaged, PersonalNumber
from ramo.experts.models import Engagement, Expert
from ramo.kit import clock
from tests.cast import Cast

from .factories import make_expert

TEN = datetime(2026, 12, 2, 10, tzinfo=clock.COUNTRY_ZONE)


def an_hour(key: str, starts_at: datetime = TEN, minutes: int = 60) -> EngagementData:
    return EngagementData(key, Span.lasting(starts_at, minutes), "Пенсии", "/")


@pytest.fixture
def expert(cast: Cast) -> Expert:
    return make_expert(cast.institution)


def test_an_expert_who_is_taken_is_not_taken_twice(expert: Expert) -> None:
    actions.engage(expert, an_hour("slot:1"))
    with pytest.raises(AlreadyEngaged) as refusal:
        actions.engage(expert, an_hour("slot:2", TEN + timedelta(minutes=30)))
    assert refusal.value.starts_at == TEN


def test_hours_may_follow_each_other(expert: Expert) -> None:
    actions.engage(expert, an_hour("slot:1"))
    actions.engage(expert, an_hour("slot:2", TEN + timedelta(hours=1)))
    assert Engagement.objects.count() == 2


def test_two_experts_may_be_taken_at_one_time(expert: Expert, cast: Cast) -> None:
    actions.engage(expert, an_hour("slot:1"))
    actions.engage(make_expert(cast.institution, name="Иво"), an_hour("slot:2"))
    assert Engagement.objects.count() == 2


def test_the_same_key_moves_its_time(expert: Expert) -> None:
    actions.engage(expert, an_hour("slot:1"))
    actions.engage(expert, an_hour("slot:1", TEN + timedelta(minutes=30)))
    assert Engagement.objects.get().starts_at == TEN + timedelta(minutes=30)


def test_time_that_is_released_is_free_again(expert: Expert) -> None:
    actions.engage(expert, an_hour("slot:1"))
    assert actions.release("slot:1")
    assert not actions.release("slot:1")
    actions.engage(expert, an_hour("slot:2"))


def test_the_database_refuses_what_passes_the_door(expert: Expert) -> None:
    columns = {"expert": expert, "starts_at": TEN, "ends_at": TEN + timedelta(hours=1)}
    Engagement.objects.create(key="a", **columns)
    with pytest.raises(IntegrityError, match="expert_is_in_one_place"), transaction.atomic():
        Engagement.objects.create(key="b", **columns)


def test_the_rule_needs_no_extension_of_the_database(expert: Expert) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'")
        assert cursor.fetchone() == (0,)


def test_the_same_expert_added_again_is_one_and_comes_back(expert: Expert, cast: Cast) -> None:
    actions.retire_expert(expert, by=cast.own_partner)
    assert not Expert.objects.active().exists()
    assert make_expert(cast.institution).pk == expert.pk
    assert Expert.objects.active().get() == expert


def test_no_personal_number_stands_in_a_name(cast: Cast) -> None:
    with pytest.raises(PersonalNumber):
        make_expert(cast.institution, name="Иво 0888123456")
