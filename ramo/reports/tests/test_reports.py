"""What coordinators and the office read: within reach, by records alone, with nobody's name."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.desk.models import Handout
from ramo.desk.tests.factories import log, make_lists
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.network.tests.factories import make_library, make_municipality, make_settlement
from ramo.reports import activity, coverage, waiting
from ramo.trust.models import ChangeReport
from ramo.vocabularies.models import District
from tests.cast import Cast

SignedIn = Callable[[User], Client]
PAGES = "/en/rabotno-myasto/mrezha/"


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def print_sheet(library: Library, days: int) -> None:
    Handout.objects.create(library=library, on=days_ago(days), half="am", sheets=1, submission=uuid4())


def numbers_of_silent() -> list[str]:
    return [library.pk for library in activity.silent(Library.objects.all())]


def page(client: Client, address: str) -> str:
    response = client.get(PAGES + address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("days", "is_silent"), [(0, False), (30, False), (31, True), (200, True)])
def test_a_library_is_silent_after_thirty_days_without_a_record(cast: Cast, days: int, is_silent: bool) -> None:
    print_sheet(cast.library, days)
    assert ("9001" in numbers_of_silent()) == is_silent


def test_a_consultation_is_a_record_too(cast: Cast) -> None:
    make_lists()
    assert "9001" in numbers_of_silent()
    log(cast.library, on=days_ago(3))
    assert "9001" not in numbers_of_silent()


def test_who_joined_lately_or_left_or_closed_is_not_called_silent(cast: Cast) -> None:
    make_library("9003", joined_on=days_ago(10))
    make_library("9004", joined_on=days_ago(100), left_on=days_ago(50))
    make_library("9005", status=Library.Status.CLOSED)
    make_library("9006", joined_on=None)
    assert numbers_of_silent() == ["9001", "9002"]


def test_the_longest_silence_stands_first_with_its_days_and_its_phone(cast: Cast, signed_in: SignedIn) -> None:
    print_sheet(cast.library, 74)
    print_sheet(cast.other_library, 61)
    shown = page(signed_in(cast.office), "malchat/")
    assert shown.index("Светлина 1926") < shown.index("Зора 1899")
    assert '<td data-l="Days" class="num">74</td>' in shown
    assert 'href="tel:+35996000145"' in shown


def test_a_page_of_silence_names_no_person(cast: Cast, signed_in: SignedIn) -> None:
    assert cast.own_librarian.email not in page(signed_in(cast.office), "malchat/")


@pytest.mark.parametrize("address", ["malchat/", "obazhdane/", "chaka/"])
def test_a_coordinator_sees_the_own_district_only(cast: Cast, signed_in: SignedIn, address: str) -> None:
    shown = page(signed_in(cast.own_coordinator), address)
    assert "Montana" in shown or "Светлина 1926" in shown
    assert "Vidin" not in shown
    assert "Зора 1899" not in shown


def test_a_coordinator_is_shown_the_district_by_municipality_and_no_other(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_coordinator)
    assert "Coverage: Montana" in page(client, "obhvat/")
    for address in ("obhvat/?o=VID", "obhvat.csv?o=VID", "obazhdane/?o=VID"):
        assert client.get(PAGES + address).status_code == 403


def test_the_office_sees_every_district_and_may_open_each(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    shown = page(client, "obhvat/")
    assert "Vidin" in shown
    assert "Montana" in shown
    assert "Coverage: Vidin" in page(client, "obhvat/?o=VID")
    assert client.get(f"{PAGES}obhvat/?o=XXX").status_code == 404
    assert client.get(f"{PAGES}obhvat/?o=%00").status_code == 200


def test_coverage_counts_what_its_definitions_say(cast: Cast) -> None:
    make_library("9003", joined_on=None)
    make_library("9004", status=Library.Status.CLOSED)
    checked = {"verified_on": days_ago(5), "verified_as": "библиотеката", "valid_until": clock.today()}
    make_library("9005", **checked)
    make_library("9006", **{**checked, "valid_until": days_ago(1)})
    print_sheet(cast.library, 30)
    (row,) = coverage.of_districts([cast.district])
    assert (row.registered, row.members, row.active, row.verified) == (4, 3, 1, 1)
    assert (row.active_share, row.verified_share, row.waiting) == (33, 33, 3)
    (part,) = coverage.of_municipalities(cast.district)
    assert (part.registered, part.members, part.waiting) == (4, 3, 3)


def test_a_district_without_a_member_has_no_share(cast: Cast) -> None:
    Library.objects.update(joined_on=None)
    (row,) = coverage.of_districts([cast.district])
    assert row.active_share is None
    assert row.verified_share is None


def test_what_waits_stands_under_its_district_or_under_the_network(cast: Cast) -> None:
    Institution.objects.filter(pk="noi").update(district=cast.district)
    for scope in ("institution:noi", "network", "institution:gone"):
        ChangeReport.objects.create(submission=uuid4(), target_kind="x", target_key="x", what="phone", scope=scope)
    own, national = waiting.by_district([cast.district], with_network=True)
    assert (own.unverified, own.institutions, own.reported) == (1, 1, 1)
    assert (national.institutions, national.reported) == (1, 2)
    assert waiting.by_district([cast.district], with_network=False) == [own]


def test_each_contact_waits_for_one_reason(cast: Cast) -> None:
    checked = {"verified_on": days_ago(100), "verified_as": "библиотеката"}
    make_library("9003", **checked, valid_until=days_ago(1))
    make_library("9004", **checked, valid_until=clock.today() + timedelta(days=14))
    make_library("9005", **checked, valid_until=clock.today() + timedelta(days=15))
    (row,) = waiting.by_district([cast.district], with_network=False)
    assert (row.unverified, row.expired, row.due_soon) == (1, 1, 1)


def test_the_file_holds_the_figures_of_the_page_and_no_formula(cast: Cast, signed_in: SignedIn) -> None:
    District.objects.filter(pk="MON").update(name_en="=Montana")
    response = signed_in(cast.office).get(f"{PAGES}obhvat.csv")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="ramo-bg-')
    assert "no-store" in response.headers["Cache-Control"]
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Code,Name,Libraries that work")
    assert "MON,'=Montana,1,1,0,0,0,0,1" in lines


def test_shades_show_where_there_is_a_member(cast: Cast, signed_in: SignedIn) -> None:
    print_sheet(cast.library, 1)
    shown = page(signed_in(cast.office), "obhvat/")
    assert 'aria-label="Montana: 1 of 1 active"><path class="c5"' in shown
    assert 'aria-label="Vidin: 0 of 1 active"><path class="c1"' in shown


def test_pages_keep_to_their_number_of_queries_with_four_thousand_libraries(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = make_settlement("99005", municipality=make_municipality("TGV35", name_bg="Търговище"))
    Library.objects.bulk_create(
        Library(
            number=str(10_000 + each), name_bg="Светлина", district_id="TGV", municipality=place.municipality,
            settlement=place, place_bg="с. Лиляк", joined_on="2026-01-15",
        )
        for each in range(4000)
    )  # fmt: skip
    client = signed_in(cast.office)
    for address, most in (("malchat/", 8), ("chaka/", 11), ("obhvat/", 11), ("obhvat/?o=TGV", 10), ("obazhdane/", 8)):
        with django_assert_max_num_queries(most):
            page(client, address)
