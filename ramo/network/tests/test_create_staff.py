"""ramo create-staff: accounts from the command line, with plain sentences for what is wrong."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ramo.accounts.models import User
from ramo.accounts.second_step import has_app
from ramo.audit.models import AuditEntry
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Library
from ramo.network.roles import Role

from .factories import make_institution, make_library, make_user

pytestmark = pytest.mark.django_db
EMAIL = "maria@rosendol.example"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("create_staff", *arguments, stdout=out)
    return out.getvalue()


def test_a_librarian_gets_an_account_a_place_and_a_one_time_link() -> None:
    library = make_library()
    said = run(EMAIL, "--role", "librarian", "--library", "9001", "--name", "Мария")
    user = User.objects.get(email=EMAIL)
    assert user.memberships.get().library == library
    assert not user.has_usable_password()
    link = re.search(r"http://localhost:8000(\S+)", said)
    assert link
    assert Client().get(link.group(1)).status_code == 302
    assert AuditEntry.objects.filter(verb="opened account", account=None).exists()
    assert OutgoingMail.objects.get().to == EMAIL


@pytest.mark.parametrize(
    ("role", "place"),
    [("coordinator", ["--district", "MON"]), ("partner", ["--institution", "noi"]), ("editor", []), ("office", [])],
)
def test_each_role_has_its_sort_of_place(role: str, place: list[str]) -> None:
    make_library()
    make_institution()
    run(EMAIL, "--role", role, *place)
    assert User.objects.get(email=EMAIL).memberships.get().role == role


@pytest.mark.parametrize("role", ["office", "editor"])
def test_office_and_editors_are_told_of_the_app(role: str) -> None:
    assert "sets up an app for codes" in run(EMAIL, "--role", role)
    assert User.objects.get(email=EMAIL).requires_totp


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no-address", "--role", "office"], "is not an e-mail address"),
        ([EMAIL], "--role is one of librarian, coordinator, partner, editor, office"),
        ([EMAIL, "--role", "boss"], "not boss"),
        ([EMAIL, "--role", "librarian"], "A librarian needs a place: --library 33"),
        ([EMAIL, "--role", "librarian", "--district", "MON"], "A librarian has no --district. Write --library 33"),
        ([EMAIL, "--role", "office", "--library", "9001"], "A office has no --library"),
        ([EMAIL, "--role", "librarian", "--library", "7777"], "There is no library '7777'"),
        ([EMAIL, "--role", "coordinator", "--district", "XXX"], "There is no district 'XXX'"),
        ([EMAIL, "--role", "partner", "--institution", "no"], "There is no institution 'no'"),
        ([EMAIL, "--role", "librarian", "--library", "9002"], "has not joined the network. Add --join"),
        ([EMAIL, "--again"], "There is no account"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(arguments: list[str], sentence: str) -> None:
    make_library()
    make_library("9002", joined_on=None)
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run(*arguments)
    assert not User.objects.exists()


def test_the_library_can_join_on_the_way() -> None:
    make_library("9002", joined_on=None)
    run(EMAIL, "--role", "librarian", "--library", "9002", "--join")
    assert Library.objects.get(pk="9002").is_in_network


def test_the_same_place_twice_points_to_again() -> None:
    make_library()
    run(EMAIL, "--role", "librarian", "--library", "9001")
    with pytest.raises(CommandError, match="For a new link add --again"):
        run(EMAIL.upper(), "--role", "librarian", "--library", "9001")
    assert EMAIL in run(EMAIL, "--again")


def test_a_new_link_leaves_the_place_and_can_forget_a_lost_telephone() -> None:
    user = make_user(EMAIL, Role.OFFICE)
    run(EMAIL, "--again")
    assert has_app(user)
    run(EMAIL, "--again", "--forget-app")
    assert not has_app(user)
    assert AuditEntry.objects.filter(verb="forgot authenticator app").exists()
    assert user.memberships.count() == 1


def test_a_second_place_for_the_same_person_opens_no_second_account() -> None:
    make_library()
    run(EMAIL, "--role", "librarian", "--library", "9001")
    run(EMAIL, "--role", "coordinator", "--district", "MON")
    assert User.objects.get(email=EMAIL).memberships.count() == 2
