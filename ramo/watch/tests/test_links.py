"""Addresses are found with all their spots, judged over days, and mended everywhere at once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.listings.models import Vacancy
from ramo.listings.tests.factories import make_vacancy
from ramo.network.models import Institution
from ramo.network.roles import Role
from ramo.network.tests.factories import make_institution, make_library, make_user
from ramo.resources.models import Need, Resource
from ramo.resources.tests.factories import make_need, make_resource
from ramo.search.models import IndexCard
from ramo.services.tests.factories import make_service
from ramo.tasks.models import Task
from ramo.trust.links import KEEPERS, addresses_in, replaced
from ramo.trust.models import State
from ramo.watch import jobs
from ramo.watch.data import Look, Trouble
from ramo.watch.errors import SameAddress
from ramo.watch.link_actions import collect, mark_read, mend_everywhere, note, put_aside
from ramo.watch.models import LinkSpot, WatchedLink
from ramo.watch.waiting import tell_of_links

from .factories import confirmed

pytestmark = pytest.mark.django_db
OLD, NEW = "https://stara.bg/uslugi/a", "https://nova.bg/uslugi/a"
Days = time_machine.Traveller
BEGAN = "2026-11-02T09:00:00+02:00"


@pytest.fixture
def days() -> Iterator[Days]:
    with time_machine.travel(BEGAN, tick=False) as moved:
        yield moved


@pytest.fixture
def link(days: Days) -> WatchedLink:
    make_resource("one", url=OLD, source_url="")
    collect()
    return WatchedLink.objects.get()


def now(link: WatchedLink) -> WatchedLink:
    return WatchedLink.objects.get(pk=link.pk)


def failing(link: WatchedLink, days: Days, *after: int, how: str = Trouble.DEAD) -> WatchedLink:
    for each in after:
        days.shift(timedelta(days=each))
        note(link, Look(failure=how))
    return now(link)


# Finding ------------------------------------------------------------------------------------------
def test_an_address_stands_once_with_every_spot_of_it() -> None:
    make_resource("one", url=OLD, source_url=OLD, how_to_bg=[f"Отворете {OLD}."])
    make_need("two", source_url=OLD)
    collect()
    spots = LinkSpot.objects.filter(link__address=OLD)
    assert {(spot.kind, spot.key, spot.column) for spot in spots} == {
        ("resource", "one", "url"),
        ("resource", "one", "source_url"),
        ("resource", "one", "how_to_bg"),
        ("need", "two", "source_url"),
    }
    assert spots.get(column="url").form == "/rabotno-myasto/resurs/one/"


def test_every_kind_that_the_public_reads_is_asked_for_its_addresses() -> None:
    make_institution("noi", website=OLD)
    make_service(partner=Institution.objects.get(pk="noi"), source_url=OLD)
    collect()
    assert set(LinkSpot.objects.values_list("kind", flat=True)) == {"institution", "service"}
    assert {"vacancy", "course", "call", "culture", "page", "need", "resource"} < set(KEEPERS)


def test_the_register_is_watched_where_a_library_of_the_network_names_it() -> None:
    library = make_library(source_url=OLD)
    make_library("L-0002", joined_on=None, source_url=f"{OLD}/other")
    collect()
    spot = LinkSpot.objects.get()
    assert (spot.key, spot.page) == (library.pk, f"/biblioteka/{library.pk}/")
    assert spot.scope == f"district:{library.district_id}"
    assert not spot.link.is_source, "the register’s file tells what changed"


def test_what_is_not_public_is_not_watched() -> None:
    make_resource("draft", url=OLD, source_url="", state=State.DRAFT)
    assert collect() == 0


def test_an_address_that_stands_nowhere_any_more_leaves(link: WatchedLink) -> None:
    Resource.objects.all().delete()
    collect()
    assert not WatchedLink.objects.exists()


def test_finding_again_keeps_what_is_known_of_an_address(link: WatchedLink, days: Days) -> None:
    failing(link, days, 0, 3)
    collect()
    assert len(now(link).failed_at) == 2


def test_the_same_address_with_another_end_is_another_address() -> None:
    assert addresses_in(f"Вижте ({OLD}), или {OLD}/b.") == [OLD, f"{OLD}/b"]
    assert replaced(f"({OLD}), {OLD}/b", OLD, NEW) == f"({NEW}), {OLD}/b"
    assert replaced([f'<a href="{OLD}?x=1&amp;y=2">'], f"{OLD}?x=1&y=2", f"{NEW}?z=1&y=2") == [
        f'<a href="{NEW}?z=1&amp;y=2">'
    ]


def test_a_name_that_no_site_can_have_is_never_visited() -> None:
    make_resource("demo", url="https://primer.invalid/a", source_url="")
    collect()
    assert not WatchedLink.objects.due(on_one_host=5).exists()


def test_a_first_page_is_watched_as_a_link_but_not_for_its_text() -> None:
    make_resource("one", url="", phone="0700", source_url="https://stara.bg/")
    make_resource("two", url="", phone="0700", source_url="https://stara.bg/naredba")
    collect()
    assert WatchedLink.objects.get(is_source=True).address == "https://stara.bg/naredba"


# Judging ------------------------------------------------------------------------------------------
def test_what_works_rests_for_a_week_at_least(link: WatchedLink) -> None:
    note(link, Look())
    assert now(link).next_check_at >= clock.now() + timedelta(days=7)


def test_two_failures_are_no_trouble_yet(link: WatchedLink, days: Days) -> None:
    assert failing(link, days, 0, 3).trouble == ""


def test_the_third_failure_three_days_apart_is_trouble(link: WatchedLink, days: Days) -> None:
    assert failing(link, days, 0, 3, 3).trouble == Trouble.DEAD


def test_failures_of_one_evening_count_once(link: WatchedLink, days: Days) -> None:
    assert failing(link, days, 0, 0, 1, 1, 0).trouble == ""


def test_one_success_between_failures_begins_anew(link: WatchedLink, days: Days) -> None:
    failing(link, days, 0, 3)
    note(link, Look())
    assert failing(link, days, 3, 3).trouble == ""


def test_what_works_again_is_no_trouble_any_more(link: WatchedLink, days: Days) -> None:
    failing(link, days, 0, 3, 3)
    note(link, Look())
    assert now(link).trouble == ""


def test_nothing_is_hidden_by_a_failure(link: WatchedLink, days: Days) -> None:
    before = Resource.objects.values().get()
    failing(link, days, 0, 3, 3, 3, how=Trouble.GONE)
    assert Resource.objects.values().get() == before


@pytest.mark.parametrize(
    ("asked", "waits"), [(timedelta(hours=2), 7), (timedelta(days=20), 20), (timedelta(days=99), 30)]
)
def test_what_a_site_asks_for_is_waited_for(link: WatchedLink, asked: timedelta, waits: int) -> None:
    note(link, Look(was_asked=False, wait=asked))
    assert now(link).next_check_at == clock.now() + timedelta(days=waits)
    assert (now(link).checked_at, now(link).failed_at) == (None, [])


def test_a_move_for_good_is_told_at_once_with_the_new_address(link: WatchedLink) -> None:
    note(link, Look(moved_to=NEW))
    assert (now(link).trouble, now(link).leads_to) == (Trouble.MOVED, NEW)


def test_a_changed_text_of_a_source_is_told_and_an_unchanged_one_is_not(link: WatchedLink) -> None:
    WatchedLink.objects.update(is_source=True)
    for content in ("aa", "aa"):
        note(link, Look(content_hash=content))
    note(link, Look(is_unchanged=True))
    assert now(link).trouble == ""
    note(link, Look(content_hash="bb"))
    assert now(link).trouble == Trouble.CHANGED


def test_the_text_of_what_is_no_source_is_not_compared(link: WatchedLink) -> None:
    for content in ("aa", "bb"):
        note(link, Look(content_hash=content))
    assert now(link).trouble == ""


def test_a_page_that_changes_every_week_is_told_of_once_a_month(link: WatchedLink, days: Days) -> None:
    WatchedLink.objects.update(is_source=True)
    user, told = make_user("editor@ramo.example"), 0
    for week in range(20):
        note(link, Look(content_hash=f"{week}"))
        told += now(link).trouble == Trouble.CHANGED
        mark_read(link, by=user)
        days.shift(timedelta(days=7))
    assert 5 <= told <= 8


def test_works_puts_a_link_aside_for_a_week_and_not_for_ever(link: WatchedLink, days: Days) -> None:
    failing(link, days, 0, 3, 3)
    user = make_user("editor@ramo.example")
    for _press in range(2):
        put_aside(link, by=user)
    assert (WatchedLink.objects.in_trouble().count(), now(link).put_aside) == (0, 1)
    days.shift(timedelta(days=7, seconds=1))
    assert WatchedLink.objects.due(on_one_host=5).get() == link
    note(link, Look(failure=Trouble.DEAD))
    assert WatchedLink.objects.in_trouble().get() == link


def test_trouble_is_a_task_of_the_institution_and_of_the_network(days: Days) -> None:
    make_resource("one", url=OLD, source_url="", owner=make_institution("noi"))
    collect()
    failing(WatchedLink.objects.get(), days, 0, 3, 3)
    tell_of_links()
    open_ones = Task.objects.filter(key__startswith="watch:links:", settled_at=None)
    assert set(open_ones.values_list("scope", flat=True)) == {"institution:noi", "network"}
    note(WatchedLink.objects.get(), Look())
    tell_of_links()
    assert not open_ones.exists()


# The clock ----------------------------------------------------------------------------------------
def test_the_job_looks_at_what_is_due_and_at_few_of_one_host(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        make_resource(f"r{number}", url=f"https://stara.bg/{number}", source_url="")
    make_resource("other", url="https://druga.bg/a", source_url="")
    collect()
    WatchedLink.objects.update(next_check_at=clock.now())
    seen: list[str] = []

    def look_at(address: str, **_: object) -> Look:
        seen.append(address)
        return Look()

    monkeypatch.setattr(jobs, "look_at", look_at)
    assert jobs.check_links() == 6
    assert "https://druga.bg/a" in seen
    assert jobs.check_links() == 5


def test_a_host_with_thousands_of_links_keeps_no_other_waiting() -> None:
    long_ago = clock.now() - timedelta(days=30)
    WatchedLink.objects.bulk_create(
        WatchedLink(address=f"https://golyam.bg/{number}", host="golyam.bg", next_check_at=long_ago)
        for number in range(500)
    )
    WatchedLink.objects.create(address="https://malak.bg/a", host="malak.bg", next_check_at=clock.now())
    due = [link.host for link in WatchedLink.objects.due(on_one_host=5)[:40]]
    assert due.count("golyam.bg") == 5
    assert due.index("malak.bg") == 1


def test_where_no_machine_gets_in_a_person_is_asked_monthly(link: WatchedLink, days: Days) -> None:
    failing(link, days, 0, 3, 3, how=Trouble.CLOSED)
    put_aside(link, by=make_user("editor@ramo.example"))
    assert now(link).rests_until == clock.now() + timedelta(days=28)


def test_when_nothing_at_all_answers_it_is_our_line_and_nobody_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        make_resource(f"r{number}", url=f"https://s{number}.bg/a", source_url="")
    collect()
    WatchedLink.objects.update(next_check_at=clock.now())
    monkeypatch.setattr(jobs, "look_at", lambda address, **_: Look(failure=Trouble.DEAD))
    assert jobs.check_links() == 0
    assert not WatchedLink.objects.exclude(failed_at=[]).exists()


# Mending ------------------------------------------------------------------------------------------
def test_one_act_replaces_the_address_everywhere_and_confirms_nothing() -> None:
    make_resource("one", url=OLD, source_url=OLD, how_to_bg=[f"Отворете {OLD}."], **confirmed())
    make_need("two", source_url=OLD, steps_bg=[f"Вижте {OLD}"])
    make_institution("noi", website=OLD)
    collect()
    before = Resource.objects.get(pk="one").verified_on
    done = mend_everywhere(
        WatchedLink.objects.get(address=OLD), to=NEW, scopes=None, by=make_user("e@ramo.example", Role.EDITOR)
    )
    assert (len(done.written), done.by_hand) == (6, [])
    one = Resource.objects.get(pk="one")
    assert (one.url, one.source_url, one.how_to_bg) == (NEW, NEW, [f"Отворете {NEW}."])
    assert (one.verified_on, one.changed_on) == (before, clock.today()), "it asks for a new check instead"
    assert Need.objects.get(pk="two").steps_bg == [f"Вижте {NEW}"]
    assert Institution.objects.get(pk="noi").website == NEW
    assert IndexCard.objects.get(kind="resource", key="one").source_url == NEW
    assert not WatchedLink.objects.filter(address=OLD).exists()
    assert AuditEntry.objects.filter(verb="mended link").count() == 1
    collect()
    assert not WatchedLink.objects.filter(address=OLD).exists(), "the night finds it nowhere"


def test_only_spots_within_reach_are_mended_and_the_others_are_named() -> None:
    make_resource("ours", url=OLD, source_url="", owner=make_institution("noi"))
    make_resource("theirs", url=OLD, source_url="", owner=make_institution("nap"))
    collect()
    user = make_user("expert@noi.example")
    done = mend_everywhere(WatchedLink.objects.get(), to=NEW, scopes=frozenset({"institution:noi"}), by=user)
    assert ([each.key for each in done.written], [each.key for each in done.by_hand]) == (["ours"], ["theirs"])
    assert Resource.objects.get(pk="theirs").url == OLD
    assert WatchedLink.objects.get(address=OLD).spots.get().key == "theirs"


def test_the_same_address_again_is_refused(link: WatchedLink) -> None:
    with pytest.raises(SameAddress):
        mend_everywhere(link, to=OLD, scopes=None, by=make_user("e@ramo.example", Role.EDITOR))


def test_addresses_in_the_text_of_an_offer_are_found_while_it_is_current() -> None:
    make_vacancy(link=OLD)
    collect()
    spot = LinkSpot.objects.get(link__address=OLD)
    assert (spot.kind, spot.column) == ("vacancy", "link")
    assert spot.form == f"/rabotno-myasto/oferti/obyava/{spot.key}/"
    Vacancy.objects.update(valid_until=clock.today() - timedelta(days=1))
    collect()
    assert not LinkSpot.objects.filter(link__address=OLD).exists()
