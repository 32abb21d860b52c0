"""What ships with this release, loaded whole once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Count, Model
from pytest_django.plugin import DjangoDbBlocker

from ramo.campaigns.actions import draft
from ramo.campaigns.data import EditionData
from ramo.campaigns.models import Kit, KitTask
from ramo.desk.models import LogOption, RoleScript, WipeItem
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.network.unplaced import UNPLACED
from ramo.partnerships.models import Agreement
from ramo.resources.models import Need, NeedScreen, Resource
from ramo.search.models import IndexCard
from ramo.seed.actions import load
from ramo.services.models import Service, ServiceCheck
from ramo.tasks.models import Task
from ramo.vocabularies.models import (
    Area,
    District,
    Municipality,
    Notice,
    Occupation,
    OccupationGroup,
    Settlement,
    Topic,
)

SHOWN_HEALTH_NEEDS = {
    "gp-choose", "doctor-find", "record-open", "eu-card", "insured-check", "medicine-check", "disability-path",
    "patient-complaint", "emergency-now", "care-elder",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(shipped: None, db: None) -> None: ...


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (District, 28), (Municipality, 265), (Settlement, 5256), (Occupation, 2942), (OccupationGroup, 436),
        (Library, 3717),
        (Area, 8), (Topic, 132), (Notice, 11), (Institution, 280), (Resource, 192), (Need, 64), (NeedScreen, 21),
        (Service, 4), (ServiceCheck, 28), (Agreement, 3),
        (LogOption, 98), (RoleScript, 8), (WipeItem, 11),
    ],
)  # fmt: skip
def test_everything_that_ships_is_there(model: type[Model], count: int) -> None:
    assert model._base_manager.count() == count


def test_nothing_ships_as_verified() -> None:
    for model in (Library, Institution, Resource, Need, Service):
        assert not model._base_manager.exclude(verified_on=None, verified_as="", valid_until=None).exists()


def test_nothing_ships_as_demo() -> None:
    for model in (Library, Institution, Resource, Need, Settlement):
        assert not model._base_manager.filter(is_demo=True).exists()


def test_no_library_ships_as_a_member_of_the_network() -> None:
    assert Library.objects.active().count() == 3689
    assert not Library.objects.in_network().exists()


def test_libraries_whose_place_is_not_certain_wait_for_a_person() -> None:
    unplaced = Library.objects.active().filter(settlement=None)
    assert 0 < unplaced.count() <= 20
    assert Task.objects.get(key=UNPLACED).params == {"count": unplaced.count()}


def test_health_texts_are_hidden_unless_they_only_lead_to_a_service() -> None:
    needs = Need.objects.filter(area="health")
    assert needs.count() == 16
    assert set(needs.shown().values_list("key", flat=True)) == SHOWN_HEALTH_NEEDS


def test_official_health_services_show_before_they_are_confirmed() -> None:
    assert Resource.objects.filter(area="health", requires_verification=True).count() == 0


def test_needs_of_other_areas_show_before_they_are_confirmed() -> None:
    assert not Need.objects.exclude(area="health").filter(requires_verification=True).exists()


def test_every_need_leads_to_recommended_resources_only() -> None:
    assert not Need.objects.filter(resources=None).exists()
    assert not Need.objects.filter(resources__is_recommended=False).exists()


def test_what_nobody_has_seen_is_found_by_search_only() -> None:
    assert set(Resource.objects.filter(is_recommended=False).values_list("key", flat=True)) >= {
        "jobs-bg",  # private, with advertisements
        "archives-portal",  # its address is not certain
    }


def test_no_screen_offers_more_than_four_choices() -> None:
    for screen in NeedScreen.objects.prefetch_related("children", "needs"):
        assert 1 <= screen.children.count() + screen.needs.count() <= 4, screen.key


def test_every_active_library_resource_and_need_can_be_found() -> None:
    counts = {kind: IndexCard.objects.filter(kind=kind).count() for kind in ("library", "resource", "need", "service")}
    assert counts == {"library": 3689, "resource": 192, "need": 64, "service": 4}


def test_two_settlements_of_one_name_are_two() -> None:
    ablanitsa = Settlement.objects.filter(name_bg="Абланица")
    assert {place.municipality.district_id for place in ablanitsa} >= {"BLG", "LOV"}


def test_every_settlement_has_a_name_in_latin_letters() -> None:
    assert not Settlement.objects.filter(name_en="").exists()


def test_kits_of_campaigns_ship_whole() -> None:
    tasks = dict(KitTask.objects.order_by().values_list("kit").annotate(Count("pk")))
    assert tasks == {"c-tax": 18, "c-employment-week": 12, "c-informed-healthy": 9, "c-digital-club": 13}


def test_the_tax_kit_stands_on_its_three_days() -> None:
    kit = Kit.objects.get(pk="c-tax")
    assert [(each["key"], each["month_day"]) for each in kit.dates] == [
        ("filing-opens", "01-10"),
        ("prefilled", "03-01"),
        ("deadline", "04-30"),
    ]
    assert kit.anchor_month_day == "04-30"


def test_no_question_of_an_exit_card_takes_words() -> None:
    for kit in Kit.objects.all():
        assert all(len(question["choices_bg"]) > 1 for question in kit.questions), kit.pk


def test_every_kit_makes_an_edition() -> None:
    for kit in Kit.objects.all():
        edition = draft(EditionData(kit=kit.pk, anchor_on=clock.today() + timedelta(days=150)), by=None)
        assert edition.tasks.count() == kit.tasks.count()
        assert edition.materials.filter(form="card").count() == 1
