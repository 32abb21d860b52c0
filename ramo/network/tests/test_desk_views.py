"""Staff pages of libraries, institutions and people: kept input, plain refusals, audited acts."""

from collections.abc import Callable

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Library, Membership
from ramo.network.roles import Role
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.trust.models import Verification
from tests.cast import Cast

from .factories import make_library, make_municipality, make_settlement

SignedIn = Callable[[User], Client]
DESK = "/en/rabotno-myasto/mrezha/"


def messages_of(client: Client, address: str = DESK) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_list_shows_the_libraries_within_reach_only(cast: Cast, signed_in: SignedIn) -> None:
    page = messages_of(signed_in(cast.own_coordinator), f"{DESK}?show=all")
    assert "Светлина 1926" in page
    assert "Зора 1899" not in page
    assert "Зора 1899" in messages_of(signed_in(cast.office), f"{DESK}?show=all")


def test_a_list_can_be_searched(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    assert "Светлина 1926" not in messages_of(client, f"{DESK}?q=зора")
    assert "Зора 1899" in messages_of(client, f"{DESK}?q=9002")


def test_contacts_are_saved_and_audited(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"phone": "096 000 777", "email": "nova@rosendol.example", "address_bg": "ул. „Втора“ 3"}
    response = signed_in(cast.own_librarian).post(f"{DESK}9001/", typed)
    assert response.status_code == 302
    cast.library.refresh_from_db()
    assert (cast.library.phone, cast.library.email, cast.library.address_bg) == tuple(typed.values())
    assert AuditEntry.objects.get(verb="edited contacts").account == cast.own_librarian.pk


def test_an_edit_is_no_confirmation(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_librarian)
    client.post(f"{DESK}9001/vyarno/")
    client.post(f"{DESK}9001/", {"phone": "096 000 777"})
    cast.library.refresh_from_db()
    assert cast.library.verified_on is None


@pytest.mark.parametrize("phone", ["nonsense", "12", "1234567890123456", "096 000 145 (Мария)"])
def test_a_wrong_phone_is_kept_and_the_fix_is_said(cast: Cast, signed_in: SignedIn, phone: str) -> None:
    response = signed_in(cast.own_librarian).post(f"{DESK}9001/", {"phone": phone, "address_bg": "ул. „Втора“ 3"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "write the number with its code" in page
    assert 'role="alert"' in page
    assert phone in page
    assert "ул. „Втора“ 3" in page
    cast.library.refresh_from_db()
    assert cast.library.phone == "096 000 145"


def test_one_press_confirms_the_contacts_for_half_a_year(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.own_librarian).post(f"{DESK}9001/vyarno/")
    cast.library.refresh_from_db()
    assert cast.library.verified_on == clock.today()
    assert cast.library.verified_as == "библиотеката"
    assert cast.library.valid_until == clock.today() + Library.VALID_FOR
    assert Verification.objects.get().by == cast.own_librarian
    assert IndexCard.objects.get(kind="library", key="9001").verified_on == clock.today()


def test_the_office_admits_a_library_and_lets_it_leave(cast: Cast, signed_in: SignedIn) -> None:
    library = make_library("9003", joined_on=None)
    client = signed_in(cast.office)
    client.post(f"{DESK}9003/vliza/")
    library.refresh_from_db()
    assert library.is_in_network
    client.post(f"{DESK}9003/napuska/")
    library.refresh_from_db()
    assert not library.is_in_network
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"joined network", "left network"}


def test_joining_twice_and_leaving_twice_are_refused_with_a_sentence(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    client.post(f"{DESK}9001/vliza/")
    assert "is in the network already" in messages_of(client)
    make_library("9003", joined_on=None)
    client.post(f"{DESK}9003/napuska/")
    assert "is not in the network" in messages_of(client)


def test_a_closed_library_does_not_join(cast: Cast, signed_in: SignedIn) -> None:
    make_library("9003", joined_on=None, status=Library.Status.CLOSED)
    client = signed_in(cast.office)
    client.post(f"{DESK}9003/vliza/")
    assert "A library that does not work cannot join." in messages_of(client)


def test_with_its_library_people_lose_their_places(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.office).post(f"{DESK}9001/napuska/")
    assert not cast.own_librarian.memberships.in_force().exists()
    assert cast.other_librarian.memberships.in_force().exists()


def test_a_library_by_hand_gets_the_next_number_of_our_own(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"kind": "digital_club", "place": "Росен дол", "phone": "096 000 200", "joins": "on"}
    client = signed_in(cast.office)
    client.post(f"{DESK}nova/", {**typed, "name_bg": "Дигитален клуб"})
    client.post(f"{DESK}nova/", {**typed, "name_bg": "Клуб на пенсионера"})
    added = Library.objects.filter(number__startswith="L-")
    assert [library.pk for library in added] == ["L-0001", "L-0002"]
    assert added[0].is_in_network
    assert added[0].district == cast.district
    assert client.get("/biblioteka/L-0001/").status_code == 200


def test_a_second_press_adds_no_second_library(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"kind": "digital_club", "name_bg": "Дигитален клуб", "place": "Росен дол"}
    client = signed_in(cast.office)
    client.post(f"{DESK}nova/", typed)
    assert "of this name in this place already" in client.post(f"{DESK}nova/", typed).content.decode()
    assert Library.objects.filter(number__startswith="L-").count() == 1


def test_an_ambiguous_place_is_asked_about_and_what_was_typed_is_kept(cast: Cast, signed_in: SignedIn) -> None:
    make_settlement("99009", name_bg="Росен дол", municipality=make_municipality("TGV35", name_bg="Търговище"))
    typed = {"kind": "other", "name_bg": "Градска библиотека", "place": "Росен дол"}
    response = signed_in(cast.office).post(f"{DESK}nova/", typed)
    page = response.content.decode()
    assert "Which one? Write its code: 99001" in page
    assert "99009" in page
    assert "Градска библиотека" in page
    assert not Library.objects.filter(number__startswith="L-").exists()
    signed_in(cast.office).post(f"{DESK}nova/", {**typed, "place": "99009"})
    assert Library.objects.get(number="L-0001").district_id == "TGV"


def test_an_unknown_place_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"kind": "other", "name_bg": "Градска библиотека", "place": "Няматакова"}
    response = signed_in(cast.office).post(f"{DESK}nova/", typed)
    assert "there is no such town or village" in response.content.decode()


def test_the_office_says_where_an_unplaced_library_stands(cast: Cast, signed_in: SignedIn) -> None:
    Library.objects.filter(pk="9001").update(settlement=None)
    client = signed_in(cast.office)
    assert "Светлина 1926" in messages_of(client, f"{DESK}?show=unplaced")
    client.post(f"{DESK}9001/myasto/", {"place": "99002"})
    cast.library.refresh_from_db()
    assert cast.library.settlement_id == "99002"
    assert cast.library.district == cast.other_district
    assert not Task.objects.open_for(["network"]).filter(key="network:unplaced").exists()


def test_an_expert_confirms_the_own_institution(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_partner)
    page = messages_of(client, f"{DESK}institutsii/")
    assert "Национален осигурителен институт" in page
    assert "Национална агенция за приходите" not in page
    client.post(f"{DESK}institutsii/noi/")
    cast.institution.refresh_from_db()
    assert cast.institution.verified_as == "НОИ"


def test_institutions_can_be_searched(cast: Cast, signed_in: SignedIn) -> None:
    page = messages_of(signed_in(cast.editor), f"{DESK}institutsii/?q=нап")
    assert "Национална агенция за приходите" in page
    assert "Национален осигурителен институт" not in page


def grant(client: Client, **typed: str) -> str:
    data = {"email": "new@rosendol.example", "role": "librarian", "language": "bg", **typed}
    return " ".join(client.post(f"{DESK}hora/", data, follow=True).content.decode().split())


def test_a_new_colleague_gets_an_account_a_place_and_a_letter(cast: Cast, signed_in: SignedIn) -> None:
    grant(signed_in(cast.own_coordinator), library="9001", name="Нова Колежка")
    user = User.objects.get(email="new@rosendol.example")
    assert user.memberships.get().library == cast.library
    assert not user.has_usable_password()
    letter = OutgoingMail.objects.get(topic="invitation")
    assert letter.to == user.email
    assert "/vhod/parola/nova/" in letter.text
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"opened account", "granted membership"}


def test_a_coordinator_gives_no_place_in_another_district(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_coordinator)
    response = client.post(
        f"{DESK}hora/",
        {"email": "new@rosendol.example", "role": "librarian", "language": "bg", "library": "9002"},
    )
    assert response.status_code == 403
    assert not User.objects.filter(email="new@rosendol.example").exists()


@pytest.mark.parametrize("typed", [{"role": "office"}, {"role": "editor"}, {"role": "coordinator", "district": "MON"}])
def test_a_coordinator_makes_nobody_more_than_a_librarian(
    cast: Cast, signed_in: SignedIn, typed: dict[str, str]
) -> None:
    data = {"email": "new@rosendol.example", "language": "bg", **typed}
    assert signed_in(cast.own_coordinator).post(f"{DESK}hora/", data).status_code == 403
    assert not User.objects.filter(email="new@rosendol.example").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"role": "librarian"}, "a librarian works in one"),
        ({"role": "librarian", "library": "7777"}, "none in the network has the number 7777"),
        ({"role": "coordinator"}, "a coordinator works for one"),
        ({"role": "partner"}, "a partner expert works for one"),
        ({"role": "partner", "institution": "nothing"}, "none has the key nothing"),
        ({"role": "librarian", "library": "9001", "email": "no-address"}, "write the e-mail as name@example.bg"),
    ],
)
def test_a_place_that_does_not_fit_its_role_is_refused_with_the_fix(
    cast: Cast, signed_in: SignedIn, typed: dict[str, str], sentence: str
) -> None:
    assert sentence in grant(signed_in(cast.office), **typed)
    assert not User.objects.filter(email="new@rosendol.example").exists()


def test_the_same_place_twice_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    page = grant(signed_in(cast.office), library="9001", email=cast.own_librarian.email)
    assert "has this role there already" in page
    assert cast.own_librarian.memberships.count() == 1


def test_a_new_editor_needs_an_app_for_codes(cast: Cast, signed_in: SignedIn) -> None:
    grant(signed_in(cast.office), role="editor")
    assert User.objects.get(email="new@rosendol.example").requires_totp


def test_ending_a_place_keeps_the_account(cast: Cast, signed_in: SignedIn) -> None:
    membership = Membership.objects.get(user=cast.own_librarian, role=Role.LIBRARIAN)
    signed_in(cast.office).post(f"{DESK}hora/{membership.pk}/kray/")
    membership.refresh_from_db()
    assert membership.ended_on == clock.today()
    assert AuditEntry.objects.get(verb="ended membership").detail == {"account": cast.own_librarian.pk}
