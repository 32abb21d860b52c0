"""The invented network: on invented libraries only, fresh, and gone without a trace."""

import csv
import math
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from ramo.accounts.models import User
from ramo.campaigns.models import Participation
from ramo.demo.actions import FRESH_FOR, remove, show
from ramo.demo.campaign import editions_put
from ramo.demo.errors import NotTheDemo
from ramo.demo.hours import schedules_put
from ramo.demo.month import DAYS
from ramo.demo.offers import offered
from ramo.design.data import TrustState
from ramo.desk.models import Consultation, Handout
from ramo.events.models import Event
from ramo.kit import clock
from ramo.listings.addresses import address_of
from ramo.listings.models import Vacancy
from ramo.network.actions import join_network
from ramo.network.hours import timetable_of
from ramo.network.models import Institution, Library, Membership
from ramo.network.roles import Role
from ramo.partnerships.models import Agreement
from ramo.resources.models import Need, NeedResource, Resource
from ramo.search.models import IndexCard
from ramo.seed.actions import SHIPPED, load
from ramo.seed.tests.factories import make_release
from ramo.services.models import LibraryService
from ramo.tasks.models import Task
from ramo.trust.models import ChangeReport
from ramo.vocabularies.models import Settlement

ALL = "a test looks at everything"


@dataclass(frozen=True)
class Before:
    """How things stood before the demo was shown, and where the passwords went."""

    counts: dict[str, int]
    hints: Path


@pytest.fixture(scope="module")
def before(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Before]:
    """Content and demo, loaded once; each test stands on a savepoint above them."""
    folder = tmp_path_factory.mktemp("demo")
    release, hints = make_release(folder / "seed"), folder / "demo-staff.txt"
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(RAMO_DEMO=True):
        load(release)
        counted = counts()
        show(hints)
        yield Before(counted, hints)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def shown(before: Before, db: None, tmp_path: Path, settings: Settings) -> Path:
    settings.RAMO_DEMO = True
    return Path(shutil.copy2(before.hints, tmp_path / "demo-staff.txt"))


def counts() -> dict[str, int]:
    """Rows of every table; the audit trail keeps what happened, cards and their counts are made anew."""
    skipped = {"audit.auditentry", "search.keycount"}
    tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.label_lower not in skipped]
    return {
        model._meta.label_lower: model._base_manager.count() if not is_owned(model) else rows(model) for model in tables
    }


def is_owned(model: type[models.Model]) -> bool:
    return model in {Consultation, Handout}


def rows(model: type[models.Model]) -> int:
    return int(model.objects.across_libraries(ALL).count())  # type: ignore[attr-defined]


def test_demo_acts_stand_on_invented_libraries_only() -> None:
    for model in (Consultation, Handout):
        acts = model.objects.across_libraries(ALL)
        assert acts.exists()
        assert not acts.filter(library__is_demo=False).exists()
        assert not acts.filter(is_demo=False).exists()
    assert not Library.objects.in_network().filter(is_demo=False).exists()
    assert not Membership.objects.filter(library__is_demo=False).exists()
    assert not Task.objects.filter(
        scope__in=[library.scope for library in Library.objects.filter(is_demo=False)]
    ).exists()


def test_nothing_real_is_shown_as_verified_by_invented_people() -> None:
    for model in (Library, Institution, Resource, Need):
        assert not model._base_manager.filter(is_demo=False).exclude(verified_on=None).exists()


def test_what_is_invented_bears_the_mark_on_its_card_too() -> None:
    invented = set(Library.objects.filter(is_demo=True).values_list("pk", flat=True)) | set(
        Resource.objects.filter(is_demo=True).values_list("pk", flat=True)
    )
    invented |= {str(pk) for pk in Event.objects.on_calendar().values_list("pk", flat=True)}
    invented |= {str(pk) for rows in offered()[1:] for pk in rows.values_list("pk", flat=True)}
    invented |= set(editions_put().values_list("slug", flat=True))
    invented |= {str(pk) for pk in Agreement.objects.in_force().filter(is_demo=True).values_list("pk", flat=True)}
    invented |= {str(pk) for pk in schedules_put().values_list("pk", flat=True)}
    assert set(IndexCard.objects.filter(is_demo=True).values_list("key", flat=True)) == invented


def test_invented_numbers_and_places_cannot_clash_with_real_ones() -> None:
    names = (SHIPPED / "registers" / "settlements.csv").read_text(encoding="utf-8")
    for place in Settlement.objects.filter(is_demo=True):
        assert not place.ekatte.isdigit()
        assert f",{place.name_bg}," not in names
    assert all(not number.isdigit() for number in Library.objects.filter(is_demo=True).values_list("pk", flat=True))


def test_invented_places_stand_beside_no_real_one() -> None:
    with (SHIPPED / "registers" / "settlements.csv").open(encoding="utf-8", newline="") as file:
        real = [(float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file) if row["lat"]]
    for place in Settlement.objects.filter(is_demo=True):
        assert place.lat is not None
        assert place.lon is not None
        assert min(math.hypot(place.lat - lat, (place.lon - lon) * 0.72) for lat, lon in real) * 111 > 3


def test_invented_phones_ring_nowhere() -> None:
    phones = [*Library.objects.filter(is_demo=True).values_list("phone", flat=True)]
    phones += Resource.objects.filter(is_demo=True).values_list("phone", flat=True)
    assert all(phone[3:8] == " 000 " for phone in phones)


def test_every_state_of_trust_can_be_seen() -> None:
    states = {item.trust_line().state for item in Resource.objects.filter(is_demo=True)}
    assert states == {TrustState.VERIFIED, TrustState.DUE_SOON, TrustState.EXPIRED, TrustState.UNVERIFIED}
    assert Resource.objects.get(key="demo-heat").is_hidden


def test_a_person_can_see_an_offer_of_several_villages_and_one_that_its_source_disputes(
    signed_in: Callable[[User], Client],
) -> None:
    client = signed_in(User.objects.get(email="partner@demo.invalid"))
    shelf = client.get("/rabotno-myasto/oferti/?kind=obyava&shelf=disputed").content.decode()
    assert "Продавач в селски магазин" in shelf
    assert "пример" in shelf
    page = client.get(address_of(Vacancy.objects.get(title="Разносвач на хляб по селата"))).content.decode()
    assert all(village in page for village in ("с. Росен дол", "с. Стара ливада", "с. Липов извор"))


def test_the_desk_has_a_month_behind_it_and_something_to_do() -> None:
    library = Library.objects.get(pk="D-1")
    consultations = Consultation.objects.for_library(library)
    today = clock.today()
    assert consultations.count() > 50
    assert not consultations.exclude(on__range=(today - timedelta(days=DAYS), today - timedelta(days=1))).exists()
    waiting = Task.objects.open_for([library.scope])
    assert waiting.exclude(key__startswith="campaign-task:").count() == 5
    assert waiting.filter(key__startswith="campaign-task:").exists()
    assert ChangeReport.objects.get().target_key == "demo-bus"


def test_every_role_is_there_once_at_least() -> None:
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    assert all(email.endswith("@demo.invalid") for email in User.objects.values_list("email", flat=True))
    assert not User.objects.filter(is_demo=False).exists()


def test_passwords_are_written_for_the_owner_of_the_folder_only(shown: Path) -> None:
    assert stat.S_IMODE(shown.stat().st_mode) == 0o600
    lines = [line.split() for line in shown.read_text(encoding="utf-8").splitlines() if "@" in line]
    for email, password, *_ in lines:
        assert User.objects.get(email=email).check_password(password)


def test_the_letter_of_a_partner_opens_its_question(shown: Path, client: Client) -> None:
    (letter,) = (line.strip() for line in shown.read_text(encoding="utf-8").splitlines() if "/proverka/" in line)
    page = client.get(urlsplit(letter).path).content.decode()
    assert "Примерно бюро по труда" in page
    assert "Свободни места около Росен дол" in page


def test_an_answer_a_silence_and_addresses_in_trouble_wait_for_staff() -> None:
    waiting = set(Task.objects.filter(settled_at=None).values_list("key", flat=True))
    assert {"watch:answers:network", "watch:silent:district:MON", "watch:links:network"} <= waiting


def test_passwords_are_made_anew_each_time(shown: Path) -> None:
    first = shown.read_text(encoding="utf-8")
    remove()
    assert show(shown)
    assert shown.read_text(encoding="utf-8") != first


def test_a_fresh_demo_is_left_alone(shown: Path) -> None:
    before = Consultation.objects.across_libraries(ALL).count()
    assert not show(shown)
    assert Consultation.objects.across_libraries(ALL).count() == before


def test_a_demo_older_than_a_week_is_put_up_anew(shown: Path) -> None:
    later = clock.now() + FRESH_FOR + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        assert show(shown)
        newest = Consultation.objects.across_libraries(ALL).order_by("-on")[0].on
        assert newest >= clock.today() - timedelta(days=3)


def test_a_demo_without_its_passwords_is_put_up_anew(shown: Path) -> None:
    shown.unlink()
    assert show(shown)
    assert shown.exists()


def test_removing_leaves_no_trace(before: Before) -> None:
    assert counts() != before.counts
    remove()
    changed = {name for name, count in counts().items() if count != before.counts[name]}
    jobs = {"procrastinate.procrastinatejob", "procrastinate.procrastinateevent"}  # of letters; they find none
    assert changed <= {"tasks.task"} | jobs  # settled reviews of the network
    assert not Task.objects.filter(scope__regex="^(library:D-|institution:demo-)").exists()


def test_removing_leaves_what_is_real_as_it_was() -> None:
    library = Library.objects.filter(is_demo=False).active()[0]
    join_network(library, by=User.objects.get(email="office@demo.invalid"))
    remove()
    assert Library.objects.get(pk=library.pk).is_in_network
    assert Resource.objects.count() == 192


def test_removing_takes_along_what_visitors_hung_on_it() -> None:
    invented, need = Institution.objects.get(pk="demo-town-hall"), Need.objects.get(pk="job-nearby")
    Resource.objects.create(
        key="visitor", area_id="culture", name_bg="Проба", url="https://primer.invalid/", owner=invented
    )
    NeedResource.objects.create(need=need, resource_id="demo-vacancies", order=9)
    remove()
    assert not Resource.objects.filter(pk="visitor").exists()
    assert Need.objects.get(pk="job-nearby").resource_links.count() == 3


def test_removing_twice_is_removing_once(shown: Path) -> None:
    assert remove() > 0
    assert remove() == 0


def test_nothing_invented_comes_into_a_real_network(shown: Path, settings: Settings) -> None:
    remove()
    settings.RAMO_DEMO = False
    with pytest.raises(NotTheDemo):
        show(shown)
    with pytest.raises(CommandError, match="serve --demo"):
        call_command("load_demo")
    assert not Library.objects.filter(is_demo=True).exists()


def test_a_later_start_without_demo_rows_in_its_files_leaves_the_demo(tmp_path: Path) -> None:
    release = make_release(tmp_path / "seed")
    topics = release / "content" / "topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8").replace("Свободни работни места", "Работни места", 1), "utf-8")
    kept = [kind for kind in load(release) if kind.kept or kind.unshipped]
    assert not kept
    assert Library.objects.filter(is_demo=True).count() == 4


def test_every_invented_library_says_its_hours_and_gives_a_service(before: Before) -> None:
    for library in Library.objects.filter(is_demo=True):
        assert timetable_of(library)
        assert LibraryService.objects.offered_by(library).exists()


def test_only_invented_libraries_give_services_after_the_demo(before: Before) -> None:
    assert not LibraryService.objects.across_libraries(ALL).exclude(library__is_demo=True).exists()


def test_the_invented_campaign_goes_on_at_invented_libraries_alone() -> None:
    edition = editions_put().get()
    joined = Participation.objects.standing(edition).select_related("library")
    assert joined.count() == 4
    assert all(each.library.is_demo for each in joined)
    assert edition.is_open
    assert edition.starts_on < clock.today()
