"""Every address × GET and POST × every role, against the declared matrix."""

from collections.abc import Callable
from enum import StrEnum

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from tests.cast import Cast

from .addresses import addresses
from .matrix import EMPTY, MATRIX, NO_SUCH_METHOD, ROLES, STAFF, Row
from .world import World, world

__all__ = ["world"]
OWN = sorted(address.name for address in addresses() if address.is_ours)
SIGN_IN = sorted(address.name for address in addresses() if address.is_sign_in)
EDITOR = sorted({address.route for address in addresses() if address.is_editor and "<" not in address.route})
SIGN_IN_ARGS = {"account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"}}

SignedIn = Callable[[User], Client]


class Answer(StrEnum):
    LET_IN = "let in"
    REFUSED = "refused"
    NO_SUCH_METHOD = "no such method"
    MISSING = "missing"


def browser(role: str, cast: Cast, signed_in: SignedIn) -> Client:
    return Client() if role == "anonymous" else signed_in(getattr(cast, role))


def answer(response: HttpResponseBase, *, is_anonymous: bool) -> Answer:
    """A stranger is led to the sign-in page and back; who is signed in gets the page that says no."""
    leads_to_sign_in = response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login"))
    if response.status_code == 405:
        return Answer.NO_SUCH_METHOD
    if leads_to_sign_in if is_anonymous else response.status_code == 403:
        return Answer.REFUSED
    return Answer.MISSING if response.status_code == 404 else Answer.LET_IN


def expected(name: str, method: str, role: str) -> set[Answer]:
    row = MATRIX[name]
    allowed = row.get if method == "get" else row.post
    if allowed is NO_SUCH_METHOD:
        return {Answer.NO_SUCH_METHOD}
    if role not in allowed:
        return {Answer.REFUSED}
    may_miss = method == "post" or name in EMPTY
    return {Answer.LET_IN, Answer.MISSING} if may_miss else {Answer.LET_IN}


def asked(client: Client, method: str, name: str, row: Row, world: World) -> HttpResponse:
    """What was written is taken back, so that each role meets the same world."""
    address = reverse(name, kwargs=row.args(world))
    with transaction.atomic():
        data = row.data(world) if method == "post" else {}
        response: HttpResponse = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    return response


def test_every_address_is_declared() -> None:
    assert set(OWN) == set(MATRIX)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_role_is_let_in_or_refused_as_declared(name: str, world: World, signed_in: SignedIn) -> None:
    wrong = []
    for role in ROLES:
        client = browser(role, world.cast, signed_in)
        for method in ("get", "post"):
            response = asked(client, method, name, MATRIX[name], world)
            got = answer(response, is_anonymous=role == "anonymous")
            if got not in expected(name, method, role):
                wrong.append(f"{role} {method}: {got} ({response.status_code})")
    assert not wrong, f"{name}: {'; '.join(wrong)}"


@pytest.mark.parametrize("name", SIGN_IN)
def test_the_sign_in_pages_open_lead_on_or_refuse_and_never_break(name: str, cast: Cast, signed_in: SignedIn) -> None:
    for role in ROLES:
        response = browser(role, cast, signed_in).get(reverse(name, kwargs=SIGN_IN_ARGS.get(name)))
        assert response.status_code in {200, 302, 403, 404, 405}, f"{role}: {response.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in SIGN_IN if name.startswith("mfa_") or "reauth" in name])
def test_a_stranger_sees_nothing_of_an_account(name: str) -> None:
    response = Client().get(reverse(name))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", sorted(STAFF))
def test_who_is_signed_in_is_not_asked_again(role: str, cast: Cast, signed_in: SignedIn) -> None:
    response = browser(role, cast, signed_in).get(reverse("account_login"))
    assert response.headers["Location"] == reverse("desk:desk")


def test_a_closed_account_is_a_stranger(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_librarian)
    cast.own_librarian.is_active = False
    cast.own_librarian.save()
    assert client.get(reverse("desk:desk")).headers["Location"].startswith(reverse("account_login"))


def test_an_account_without_a_place_opens_nothing(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_librarian)
    cast.own_librarian.memberships.update(ended_on="2026-01-31")
    assert client.get(reverse("desk:desk")).status_code == 403


@pytest.mark.parametrize("role", ["editor", "office"])
def test_office_and_editors_open_nothing_before_they_have_set_up_their_app(
    role: str, cast: Cast, signed_in: SignedIn
) -> None:
    user = getattr(cast, role)
    Authenticator.objects.filter(user=user).delete()
    response = signed_in(user).get(reverse("desk:desk"))
    assert response.headers["Location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize("route", [route for route in EDITOR if not set(route) & set("(^$")])
def test_the_page_editor_opens_for_who_writes_and_for_nobody_else(route: str, cast: Cast, signed_in: SignedIn) -> None:
    """One row for the whole prefix; rows of one place are tried in ramo/content/tests/test_editor.py."""
    for role in ("anonymous", "own_partner"):
        response = browser(role, cast, signed_in).get(f"/{route}")
        assert answer(response, is_anonymous=role == "anonymous") == Answer.REFUSED, role
    for role in ("own_librarian", "own_coordinator", "editor", "office"):
        response = browser(role, cast, signed_in).get(f"/{route}")
        assert response.status_code < 500, role
