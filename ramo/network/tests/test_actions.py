"""What the door of this room refuses, whoever knocks."""

import pytest

from ramo.network import actions
from ramo.network.data import Contacts, NewPlace
from ramo.network.errors import AlreadyHasPlace, NotInNetwork, WrongPlaceForRole
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.search.models import IndexCard
from tests.cast import Cast

from .factories import make_library


@pytest.mark.parametrize(
    ("role", "column"),
    [
        (Role.LIBRARIAN, "district_id"),
        (Role.LIBRARIAN, "institution_id"),
        (Role.COORDINATOR, "library_id"),
        (Role.PARTNER, "district_id"),
        (Role.OFFICE, "library_id"),
        (Role.EDITOR, "institution_id"),
    ],
)
def test_a_place_that_its_role_does_not_ask_for_is_refused(cast: Cast, role: Role, column: str) -> None:
    keys = {"library_id": "9001", "district_id": "MON", "institution_id": "noi"}
    with pytest.raises(WrongPlaceForRole):
        actions.grant_membership(cast.office, NewPlace(role, **{column: keys[column]}), by=cast.office)


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.COORDINATOR, Role.PARTNER])
def test_a_role_without_its_place_is_refused(cast: Cast, role: Role) -> None:
    with pytest.raises(WrongPlaceForRole):
        actions.grant_membership(cast.office, NewPlace(role), by=cast.office)


def test_the_same_place_is_given_once(cast: Cast) -> None:
    with pytest.raises(AlreadyHasPlace):
        actions.grant_membership(cast.office, NewPlace(Role.OFFICE), by=cast.office)
    with pytest.raises(AlreadyHasPlace):
        actions.grant_membership(cast.own_librarian, NewPlace(Role.LIBRARIAN, library_id="9001"), by=cast.office)


def test_an_ended_place_can_be_given_again(cast: Cast) -> None:
    actions.end_membership(cast.own_librarian.memberships.get(), by=cast.office)
    place = NewPlace(Role.LIBRARIAN, library_id="9001")
    assert actions.grant_membership(cast.own_librarian, place, by=cast.office).ended_on is None


def test_nobody_works_in_a_library_outside_the_network(cast: Cast) -> None:
    make_library("9003", joined_on=None)
    with pytest.raises(NotInNetwork):
        actions.grant_membership(cast.office, NewPlace(Role.LIBRARIAN, library_id="9003"), by=cast.office)


def test_a_library_that_left_may_join_again(cast: Cast) -> None:
    actions.leave_network(cast.library, by=cast.office)
    actions.join_network(cast.library, by=cast.office)
    assert cast.library.is_in_network


def test_a_card_of_a_library_tells_its_place_and_waits_for_no_date(cast: Cast) -> None:
    actions.file_library_cards(Library.objects.all())
    card = IndexCard.objects.get(kind="library", key="9001")
    assert card.title_bg == "Библиотека при читалище „Светлина 1926“"
    assert (card.ekatte, card.district, card.link) == ("99001", "MON", "/biblioteka/9001/")
    assert card.valid_until is None
    assert card.sheet is not None
    assert card.sheet["phones"][0]["number"] == "096 000 145"


def test_contacts_saved_as_they_are_change_nothing(cast: Cast) -> None:
    actions.confirm_contacts(cast.library, verified_as="библиотеката", by=cast.own_librarian)
    contacts = Contacts(phone=cast.library.phone, email="", address_bg="")
    actions.edit_contacts(cast.library, contacts, by=cast.own_librarian)
    cast.library.refresh_from_db()
    assert cast.library.verified_as == "библиотеката"
