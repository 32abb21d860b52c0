"""What a start does to rows: creates, updates what nobody touched, leaves what somebody did."""

import time
from pathlib import Path

import pytest

from ramo.campaigns.tests.factories import make_edition
from ramo.events.tests.factories import make_event
from ramo.listings.tests.factories import make_vacancy
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.network.tests.factories import make_user
from ramo.resources.actions import confirm_item
from ramo.resources.models import Need, Resource
from ramo.search.models import IndexCard
from ramo.seed.actions import RELEASE, file_all_cards, load
from ramo.seed.data import Brought
from ramo.seed.errors import ContentRefused
from ramo.seed.models import SeedRecord
from ramo.trust.models import State
from ramo.vocabularies.models import Settlement, Topic

from .factories import rewrite

RESOURCES, NEEDS = "content/resources.csv", "content/needs.yaml"
NAME = "Портал на Агенцията по заетостта"


def outcome(brought: list[Brought], kind: str) -> Brought:
    return next(row for row in brought if row.kind == kind)


def later_release(release: Path) -> Path:
    rewrite(release, RESOURCES, NAME, "Нов портал на Агенцията")
    return release


def test_a_second_start_reads_nothing(loaded: Path) -> None:
    started = time.monotonic()
    assert load(loaded) == []
    assert time.monotonic() - started < 0.5


def test_a_start_from_changed_files_leaves_what_is_the_same(loaded: Path) -> None:
    rewrite(loaded, NEEDS, "Търся работа наблизо", "Търся работа близо до дома")
    brought = load(loaded)
    assert sum(row.created for row in brought) == 0
    assert {row.kind: row.updated for row in brought if row.updated} == {"need": 1}
    assert Need.objects.get(key="job-nearby").title_bg == "Търся работа близо до дома"


def test_an_edit_survives_the_next_start(loaded: Path) -> None:
    Resource.objects.filter(key="az-portal").update(phone="02 000 0000")
    brought = load(later_release(loaded))
    resource = Resource.objects.get(key="az-portal")
    assert (resource.phone, resource.name_bg) == ("02 000 0000", NAME)
    assert outcome(brought, "resource").kept == ["az-portal"]


def test_an_edit_is_not_told_of_while_its_shipped_row_stays_the_same(loaded: Path) -> None:
    Resource.objects.filter(key="az-portal").update(phone="02 000 0000")
    rewrite(loaded, RESOURCES, "Търсене на свободни работни места", "Свободни работни места")
    assert outcome(load(loaded), "resource").kept == []


def test_a_changed_seed_row_updates_an_unedited_row(loaded: Path) -> None:
    brought = load(later_release(loaded))
    assert Resource.objects.get(key="az-portal").name_bg == "Нов портал на Агенцията"
    assert outcome(brought, "resource").updated == 1


def test_the_card_follows_a_changed_seed_row(loaded: Path) -> None:
    load(later_release(loaded))
    assert IndexCard.objects.get(kind="resource", key="az-portal").title_bg == "Нов портал на Агенцията"


def test_a_withdrawn_row_stays_withdrawn(loaded: Path) -> None:
    Resource.objects.filter(key="az-portal").update(state=State.WITHDRAWN)
    brought = load(later_release(loaded))
    resource = Resource.objects.get(key="az-portal")
    assert (resource.state, resource.name_bg) == (State.WITHDRAWN, NAME)
    assert outcome(brought, "resource").kept == ["az-portal"]


def test_a_confirmed_row_is_not_changed_behind_the_back_of_whom_confirmed_it(loaded: Path) -> None:
    office = make_user("office@example.bg", Role.OFFICE)
    confirm_item(Resource.objects.get(key="az-portal"), by=office)
    load(later_release(loaded))
    assert Resource.objects.get(key="az-portal").name_bg == NAME


def test_an_imported_settlement_survives_the_next_start(loaded: Path) -> None:
    Settlement.objects.filter(ekatte="06505").update(population=4000)
    rewrite(loaded, "registers/settlements.csv", "06505,с.,Брестовица,", "06505,с.,Брестовица,Brestovitza")
    load(loaded)
    assert Settlement.objects.get(ekatte="06505").population == 4000


def test_a_release_may_change_the_order_of_answers_beside_an_edited_one(loaded: Path) -> None:
    Need.objects.filter(key="job-nearby").update(refer_bg="Кметството.")
    rewrite(loaded, NEEDS, "leaves: [job-nearby, job-state, job-abroad,", "leaves: [job-state, job-abroad, job-nearby,")
    load(loaded)
    order = dict(Need.objects.filter(screen="work-find").values_list("key", "order"))
    assert (order["job-state"], order["job-abroad"]) == (1, 2)
    assert Need.objects.get(key="job-nearby").refer_bg == "Кметството."


def test_a_row_of_a_new_release_is_created(loaded: Path) -> None:
    rewrite(
        loaded,
        "content/topics.yaml",
        "topics:\n",
        "topics:\n- {key: emp-new, area: employment, parent: null, label_bg: Ново, label_en: New, synonyms_bg: []}\n",
    )
    load(loaded)
    assert Topic.objects.filter(key="emp-new").exists()


def test_a_row_that_no_longer_ships_stays_and_is_told_of(loaded: Path) -> None:
    lines = (loaded / RESOURCES).read_text(encoding="utf-8").splitlines(keepends=True)
    (loaded / RESOURCES).write_text(
        "".join(line for line in lines if not line.startswith("jobs-bg,")), encoding="utf-8"
    )
    brought = load(loaded)
    assert outcome(brought, "resource").unshipped == ["jobs-bg"]
    assert Resource.objects.filter(key="jobs-bg").exists()


def test_a_refused_release_leaves_the_last_one_standing(loaded: Path) -> None:
    records = SeedRecord.objects.count()
    rewrite(loaded, RESOURCES, "Портал на Агенцията по заетостта", "Нов портал на Агенцията")
    rewrite(loaded, NEEDS, "boundary: b-employment", "boundary: b-nothing")
    with pytest.raises(ContentRefused):
        load(loaded)
    assert Resource.objects.get(key="az-portal").name_bg == "Портал на Агенцията по заетостта"
    assert SeedRecord.objects.count() == records


def test_cards_can_be_made_anew_from_what_stands(loaded: Path) -> None:
    make_vacancy()
    make_event(Library.objects.active()[0])
    make_edition()
    before = set(IndexCard.objects.values_list("kind", "key"))
    IndexCard.objects.all().delete()
    assert {"vacancy", "event", "campaign"} < {kind for kind, _key in before}
    assert file_all_cards() == len(before)
    assert set(IndexCard.objects.values_list("kind", "key")) == before


def test_an_upgrade_gives_an_offer_filed_before_it_all_its_places(loaded: Path) -> None:
    main, other = Settlement.objects.values_list("pk", flat=True)[:2]
    key = str(make_vacancy(places=(main, other)).pk)
    SeedRecord.objects.filter(kind=RELEASE, key="cards").update(digest="of an earlier release")
    IndexCard.objects.filter(kind="vacancy", key=key).update(more_places=[])
    load(loaded)
    assert IndexCard.objects.get(kind="vacancy", key=key).more_places == [other]


@pytest.mark.usefixtures("loaded")
def test_only_active_libraries_have_a_card() -> None:
    assert IndexCard.objects.filter(kind="library").count() == Library.objects.active().count()
