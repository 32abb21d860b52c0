"""Pages: what the public reads, what staff see of their own place, and forms that come back as they were typed."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.partnerships import actions
from ramo.partnerships.models import Agreement, DutyDone
from tests.cast import Cast

from .factories import agreement_data, day_off, extend, make_agreement, make_done, make_duty, make_local

SignedIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"partnerships:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_public_reads_what_is_in_force_and_no_more(cast: Cast, client: Client) -> None:
    shown = make_agreement(cast.institution, note_bg="само за колеги")
    over = make_agreement(cast.other_institution, subject_bg="Изтекло", term={"number": "СП-2", "until": -1})
    drafted = actions.draft(agreement_data(cast.institution, subject_bg="Чернова"), by=None)
    make_done(shown, make_duty(shown), text="Вътрешно доказателство")
    listed = page(client, "agreements")
    assert shown.subject_bg in listed
    assert "Изтекло" not in listed
    assert "Чернова" not in listed
    detail = page(client, "agreement", shown.pk)
    assert "Преглед на текстовете" in detail
    for inner in ("само за колеги", "Вътрешно доказателство", "dokument"):
        assert inner not in detail
    assert client.get(reverse("partnerships:agreement", args=[over.pk])).status_code == 410
    assert client.get(reverse("partnerships:agreement", args=[drafted.pk])).status_code == 404


def test_the_list_asks_the_same_for_one_and_for_many(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make_agreement(cast.institution, subject_bg=f"Предмет {number}", term={"number": f"СП-{number}"})
    client.get(reverse("partnerships:agreements"))
    with django_assert_max_num_queries(3):
        client.get(reverse("partnerships:agreements"))


def test_each_sees_the_agreements_of_the_own_place(cast: Cast, signed_in: SignedIn) -> None:
    make_agreement(cast.other_institution, subject_bg="Национално")
    make_local(cast.institution, cast.library, subject_bg="Местно тук")
    make_local(cast.institution, cast.other_library, subject_bg="Местно там", term={"number": "СП-3"})
    actions.draft(agreement_data(cast.other_institution, subject_bg="Чернова на офиса"), by=None)
    texts = ("Национално", "Местно тук", "Местно там", "Чернова на офиса")
    seen = {
        who: {text for text in texts if text in page(signed_in(getattr(cast, who)), "register")}
        for who in ("own_librarian", "own_coordinator", "own_partner", "other_partner", "office")
    }
    assert seen == {
        "own_librarian": {"Национално", "Местно тук"},
        "own_coordinator": {"Национално", "Местно тук"},
        "own_partner": {"Местно тук", "Местно там"},
        "other_partner": {"Национално"},
        "office": {"Национално", "Местно тук", "Местно там", "Чернова на офиса"},
    }


def test_the_register_is_narrowed_and_leaves_as_a_table(cast: Cast, signed_in: SignedIn) -> None:
    make_agreement(cast.institution, subject_bg="=Национално")
    make_local(cast.institution, cast.library, subject_bg="Местно", term={"until": 20})
    client = signed_in(cast.office)
    assert "Местно</td>" not in page(client, "register", level="national")
    assert "=Национално" not in page(client, "register", stage="ending")
    table = page(client, "register_csv", level="national")
    assert "'=Национално" in table
    assert "Местно" not in table


def written(cast: Cast, **changes: str) -> dict[str, str]:
    facts = {"submission": str(uuid4()), "level": "local", "partner": cast.institution.pk, "our_side_bg": "Читалището",
             "subject_bg": "Здраве", "district": cast.district.pk, "covers": "listed"}  # fmt: skip
    return facts | changes


def test_a_coordinator_writes_local_ones_of_the_own_district_only(cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.own_coordinator), reverse("partnerships:new")
    for refused in ({"level": "national", "district": ""}, {"district": cast.other_district.pk}, {"level": "district"}):
        assert client.post(address, written(cast, **refused)).status_code == 422
    assert client.post(address, written(cast)).status_code == 302
    assert Agreement.objects.get().district == cast.district
    national = make_agreement(cast.institution)
    assert client.post(reverse("partnerships:end", args=[national.pk])).status_code == 403


def test_a_local_one_is_not_moved_out_of_reach_by_its_coordinator(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_coordinator)
    client.post(reverse("partnerships:new"), written(cast))
    drafted = Agreement.objects.get()
    address = reverse("partnerships:edit", args=[drafted.pk])
    assert client.post(address, written(cast, district=cast.other_district.pk)).status_code == 422
    drafted.refresh_from_db()
    assert drafted.district == cast.district


def test_an_overlap_is_said_beside_its_field_with_what_was_typed(cast: Cast, signed_in: SignedIn) -> None:
    make_agreement(cast.institution)
    drafted = actions.draft(agreement_data(cast.institution), by=None)
    typed = {"number": "СП-77", "signed_on": f"{day_off(-1):%d.%m.%Y}", "valid_from": f"{day_off(0):%d.%m.%Y}",
             "valid_until": f"{day_off(9):%d.%m.%Y}", "is_compared": "on"}  # fmt: skip
    response = signed_in(cast.office).post(reverse("partnerships:sign", args=[drafted.pk]), typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert "тече друго споразумение" in text
    assert 'value="СП-77"' in text


def test_who_extends_after_another_is_told_until_when_it_stands(cast: Cast, signed_in: SignedIn) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    typed = {"submission": str(uuid4()), "seen_until": f"{agreement.until}", "valid_until": f"{day_off(50):%d.%m.%Y}",
             "signed_on": f"{day_off(0):%d.%m.%Y}", "what_bg": "Удължава срока."}  # fmt: skip
    extend(agreement, day_off(200))
    response = signed_in(cast.office).post(reverse("partnerships:extend", args=[agreement.pk]), typed)
    assert response.status_code == 422
    assert f"{day_off(200):%d.%m.%Y}" in response.content.decode()


def test_a_partner_confirms_its_own_duty_and_not_that_of_others(cast: Cast, signed_in: SignedIn) -> None:
    agreement = make_local(cast.institution, cast.library)
    theirs, ours = make_duty(agreement), make_duty(agreement, owes="office")
    client = signed_in(cast.own_partner)
    typed = {"submission": str(uuid4()), "done_on": f"{day_off(0):%d.%m.%Y}", "amount": "1", "text": "Готово."}
    assert client.post(reverse("partnerships:duty_done", args=[agreement.pk, theirs.pk]), typed).status_code == 302
    assert client.post(reverse("partnerships:duty_done", args=[agreement.pk, ours.pk]), typed).status_code == 403
    assert (
        signed_in(cast.other_partner).get(reverse("partnerships:duty_done", args=[agreement.pk, theirs.pk])).status_code
        == 403
    )
    assert DutyDone.objects.get().by == cast.own_partner


def test_a_librarian_confirms_for_the_own_library_without_choosing_it(cast: Cast, signed_in: SignedIn) -> None:
    agreement = make_agreement(cast.institution)
    duty = make_duty(agreement, owes="libraries")
    address = reverse("partnerships:duty_done", args=[agreement.pk, duty.pk])
    typed = {"submission": str(uuid4()), "done_on": f"{day_off(0):%d.%m.%Y}", "amount": "1", "text": "Готово.",
             "library": cast.other_library.pk}  # fmt: skip
    assert signed_in(cast.own_librarian).post(address, typed).status_code == 302
    assert DutyDone.objects.get().library == cast.library


def test_the_library_page_stops_saying_so_when_the_term_is_over(cast: Cast, client: Client) -> None:
    agreement = make_local(cast.institution, cast.library)
    address = reverse("content:library", args=[cast.library.pk])
    assert "По споразумение с" in client.get(address).content.decode()
    actions.end(agreement, day_off(-1), "край", by=cast.office)
    assert "По споразумение с" not in client.get(address).content.decode()
