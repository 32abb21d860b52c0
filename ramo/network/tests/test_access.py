"""The gate: who may do what, and where."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.network import actions, reach
from ramo.network.access import (
    NETWORK,
    Permission,
    SecondStepNeeded,
    SignInNeeded,
    library_of,
    may,
    require,
    require_somewhere,
    scopes_of,
)
from ramo.network.data import NewPlace
from ramo.network.models import Library, Membership
from ramo.network.roles import Role
from tests.cast import Cast

from .factories import make_user


def test_a_librarian_works_at_the_own_desk_and_at_no_other(cast: Cast) -> None:
    assert require(cast.own_librarian, Permission.USE_DESK, cast.library) == cast.own_librarian
    with pytest.raises(PermissionDenied):
        require(cast.own_librarian, Permission.USE_DESK, cast.other_library)


def test_a_coordinator_edits_libraries_of_the_own_district_only(cast: Cast) -> None:
    assert may(cast.own_coordinator, Permission.EDIT_LIBRARY, cast.library)
    assert may(cast.own_coordinator, Permission.EDIT_LIBRARY, cast.district)
    assert not may(cast.own_coordinator, Permission.EDIT_LIBRARY, cast.other_library)
    assert not may(cast.own_coordinator, Permission.EDIT_LIBRARY, NETWORK)


def test_a_coordinator_does_not_use_the_desks_of_the_district(cast: Cast) -> None:
    assert not may(cast.own_coordinator, Permission.USE_DESK, cast.library)


def test_an_expert_vouches_for_the_own_institution_only(cast: Cast) -> None:
    assert may(cast.own_partner, Permission.VERIFY, cast.institution)
    assert not may(cast.own_partner, Permission.VERIFY, cast.other_institution)
    assert not may(cast.own_partner, Permission.VERIFY, NETWORK)


def test_only_the_office_admits_libraries(cast: Cast) -> None:
    people = (cast.own_librarian, cast.own_coordinator, cast.own_partner, cast.editor)
    assert may(cast.office, Permission.ADMIT_LIBRARY, NETWORK)
    assert not any(may(person, Permission.ADMIT_LIBRARY, NETWORK) for person in people)


def test_a_stranger_is_asked_to_sign_in(cast: Cast) -> None:
    with pytest.raises(SignInNeeded):
        require(AnonymousUser(), Permission.WORK, NETWORK)
    with pytest.raises(SignInNeeded):
        require_somewhere(AnonymousUser(), Permission.WORK)
    assert not may(AnonymousUser(), Permission.WORK, NETWORK)


def test_a_closed_account_may_nothing(cast: Cast) -> None:
    cast.office.is_active = False
    assert not may(cast.office, Permission.ADMIT_LIBRARY, NETWORK)
    with pytest.raises(SignInNeeded):
        require(cast.office, Permission.ADMIT_LIBRARY, NETWORK)


def test_an_ended_place_gives_nothing(cast: Cast) -> None:
    actions.end_membership(cast.own_librarian.memberships.get(), by=cast.office)
    assert not may(cast.own_librarian, Permission.WORK, NETWORK)
    assert library_of(cast.own_librarian) is None


def test_without_its_app_an_office_account_may_nothing(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.office).delete()
    with pytest.raises(SecondStepNeeded):
        require(cast.office, Permission.WORK, NETWORK)
    assert not may(cast.office, Permission.ADMIT_LIBRARY, NETWORK)


def test_a_permission_somewhere_is_not_a_permission_here(cast: Cast) -> None:
    assert require_somewhere(cast.own_librarian, Permission.EDIT_LIBRARY)
    with pytest.raises(PermissionDenied):
        require_somewhere(cast.own_partner, Permission.EDIT_LIBRARY)
    with pytest.raises(PermissionDenied):
        require(cast.own_librarian, Permission.EDIT_LIBRARY, cast.other_library)


def test_lists_show_what_lies_within_reach(cast: Cast) -> None:
    edit = Permission.EDIT_LIBRARY
    assert set(reach.libraries_within(cast.own_librarian, edit)) == {cast.library}
    assert set(reach.libraries_within(cast.own_coordinator, edit)) == {cast.library}
    assert set(reach.libraries_within(cast.office, edit)) == {cast.library, cast.other_library}
    assert not reach.libraries_within(cast.own_partner, edit)
    assert list(reach.institutions_within(cast.own_partner, Permission.VERIFY)) == [cast.institution]
    assert not reach.institutions_within(cast.own_librarian, Permission.VERIFY)


def test_a_coordinator_sees_the_people_of_the_district_only(cast: Cast) -> None:
    seen = reach.memberships_within(cast.own_coordinator, Permission.GRANT_MEMBERSHIP)
    assert {membership.user for membership in seen} == {cast.own_librarian}
    assert reach.memberships_within(cast.office, Permission.GRANT_MEMBERSHIP).count() == Membership.objects.count()


def test_tasks_come_to_the_place_where_a_person_works(cast: Cast) -> None:
    places = {
        cast.own_librarian: "library:9001",
        cast.own_coordinator: "district:MON",
        cast.own_partner: "institution:noi",
        cast.office: "network",
    }
    for person, place in places.items():
        assert scopes_of(person) == [f"person:{person.pk}", place]
    assert scopes_of(make_user("nobody@ramo.example")) == []


def test_people_vouch_by_role_and_place_and_never_by_name(cast: Cast) -> None:
    assert reach.standing_in(cast.own_librarian, cast.library) == "библиотеката"
    assert reach.standing_in(cast.own_coordinator, cast.library) == "областният координатор"
    assert reach.standing_in(cast.office, cast.library) == "програмният офис"
    assert reach.standing_for(cast.own_partner, cast.institution) == "НОИ"
    assert reach.standing_for(cast.editor, cast.institution) == "редактор на мрежата"


def test_memberships_are_read_once_a_request(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        for library in (cast.library, cast.other_library):
            may(cast.own_librarian, Permission.EDIT_LIBRARY, library)
        library_of(cast.own_librarian)


def test_who_works_in_two_libraries_reaches_both(cast: Cast) -> None:
    actions.grant_membership(
        cast.own_librarian, NewPlace(Role.LIBRARIAN, library_id=cast.other_library.pk), by=cast.office
    )
    within = reach.libraries_within(cast.own_librarian, Permission.EDIT_LIBRARY)
    assert set(within) == set(Library.objects.all())


def test_a_person_without_a_place_may_nothing(db: None) -> None:
    assert not may(make_user("nobody@ramo.example"), Permission.WORK, NETWORK)
