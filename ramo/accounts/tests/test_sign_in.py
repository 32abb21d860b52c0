"""Signing in: password, then a second step; nothing else is reachable."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from time_machine import TimeMachineFixture

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail

PASSWORD = "зелена-лодка-под-моста-41"
ADDRESS = "maria@rosendol.example"
SIGN_IN = "/vhod/"
CODE = "/vhod/kod/"
APP_CODE = "/vhod/kod-ot-prilozhenie/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def wait(time_machine: TimeMachineFixture, seconds: int) -> None:
    time_machine.move_to(clock.now() + timedelta(seconds=seconds))


@pytest.fixture
def person() -> User:
    user = User(email=ADDRESS)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def app_secret(person: User) -> str:
    secret = str(generate_totp_secret())
    TOTP.activate(person, secret)
    return secret


def send_password(client: Client, *, password: str = PASSWORD, **more: str) -> HttpResponse:
    return cast(HttpResponse, client.post(SIGN_IN, {"login": ADDRESS, "password": password, **more}))


def mailed_code() -> str:
    mail = OutgoingMail.objects.filter(topic="sign-in code").last()
    assert mail is not None
    found = re.search(r"\b\d{6}\b", mail.text)
    assert found is not None
    return str(found.group())


def code_of_app(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_does_not_sign_in(client: Client, person: User) -> None:
    response = send_password(client)
    assert response.headers["Location"] == CODE
    assert not is_signed_in(client)


def test_the_code_from_the_letter_is_the_second_step(client: Client, person: User) -> None:
    send_password(client)
    response = client.post(CODE, {"code": mailed_code()})
    assert response.headers["Location"] == "/rabotno-myasto/"
    assert is_signed_in(client)


def test_the_code_is_in_the_letter_but_not_in_its_subject(client: Client, person: User) -> None:
    send_password(client)
    mail = OutgoingMail.objects.get()
    assert mail.to == person.email
    assert mailed_code() in mail.html
    assert not re.search(r"\d", mail.subject)


def test_a_letter_is_in_the_language_of_its_reader(client: Client, person: User) -> None:
    person.language = User.Language.ENGLISH
    person.save()
    send_password(client)
    assert OutgoingMail.objects.get().subject == "Code for signing in to Ramo"


def test_a_wrong_code_keeps_the_person_on_the_page_and_says_what_to_do(client: Client, person: User) -> None:
    send_password(client)
    wrong = f"{(int(mailed_code()) + 1) % 1_000_000:06}"
    response = client.post("/en" + CODE, {"code": wrong})
    assert response.status_code == 200
    assert "This is not the code. Look at the digits once more" in response.content.decode()
    assert client.post(CODE, {"code": mailed_code()}).status_code == 302
    assert is_signed_in(client)


def test_after_five_wrong_codes_the_right_one_is_dead(client: Client, person: User) -> None:
    send_password(client)
    code = mailed_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        response = client.post(CODE, {"code": wrong})
    assert response.headers["Location"] == SIGN_IN
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


def test_a_code_works_for_fifteen_minutes(client: Client, person: User, time_machine: TimeMachineFixture) -> None:
    send_password(client)
    code = mailed_code()
    wait(time_machine, 16 * 60)
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


def test_another_code_can_be_asked_for_twice(client: Client, person: User) -> None:
    send_password(client)
    for _ in range(4):
        client.post(CODE, {"action": "resend"})
    assert OutgoingMail.objects.count() == 3


def test_whoever_knows_the_password_cannot_ask_for_codes_without_end(client: Client, person: User) -> None:
    for _ in range(12):
        response = send_password(Client())
    assert OutgoingMail.objects.count() == 8
    assert response.headers["Location"] == SIGN_IN


def test_a_wrong_password_says_so_and_keeps_the_address(client: Client, person: User) -> None:
    response = client.post("/en" + SIGN_IN, {"login": person.email, "password": "друга-парола-тук"})
    page = response.content.decode()
    assert "The e-mail and the password do not match." in page
    assert 'value="maria@rosendol.example"' in page
    assert "друга-парола-тук" not in page


def test_after_five_wrong_passwords_even_the_right_one_waits_five_minutes(
    client: Client, person: User, time_machine: TimeMachineFixture
) -> None:
    for _ in range(5):
        send_password(client, password="друга-парола-тук")
    response = client.post("/en" + SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert "Wait 5 minutes" in response.content.decode()
    wait(time_machine, 5 * 60 + 1)
    assert send_password(client).headers["Location"] == CODE


def test_a_flood_of_sign_ins_is_told_to_wait(client: Client, person: User) -> None:
    for _ in range(31):
        response = client.post(SIGN_IN, {"login": "nobody@nowhere.example", "password": ""})
    assert response.status_code == 429


def test_failed_attempts_are_counted_in_the_database_for_all_processes(client: Client, person: User) -> None:
    from ramo.accounts.models import SharedCount

    send_password(client, password="друга-парола-тук")
    assert SharedCount.objects.filter(cache_key__contains="login_failed").exists()


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client: Client, person: User) -> None:
    known = client.post("/en" + SIGN_IN, {"login": person.email, "password": "друга-парола-тук"})
    unknown = client.post("/en" + SIGN_IN, {"login": "nobody@nowhere.example", "password": "друга-парола-тук"})
    sentence = "The e-mail and the password do not match."
    assert sentence in known.content.decode()
    assert sentence in unknown.content.decode()
    assert not OutgoingMail.objects.exists()


def test_a_closed_account_does_not_get_in(client: Client, person: User) -> None:
    person.is_active = False
    person.save()
    response = client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert response.headers["Location"] == SIGN_IN
    assert not OutgoingMail.objects.exists()


def test_who_has_an_app_is_asked_for_its_code_and_gets_no_letter(client: Client, person: User, app_secret: str) -> None:
    assert send_password(client).headers["Location"] == APP_CODE
    assert not OutgoingMail.objects.exists()
    client.post(APP_CODE, {"code": code_of_app(app_secret)})
    assert is_signed_in(client)


def test_a_wrong_code_of_the_app_keeps_the_person_on_the_page(client: Client, person: User, app_secret: str) -> None:
    send_password(client)
    response = client.post("/en" + APP_CODE, {"code": "000000"})
    assert response.status_code == 200
    assert "This is not the code." in response.content.decode()
    assert not is_signed_in(client)


def test_codes_of_an_app_cannot_be_tried_without_end(client: Client, person: User, app_secret: str) -> None:
    send_password(client)
    for _ in range(5):
        client.post(APP_CODE, {"code": "000000"})
    client.post(APP_CODE, {"code": code_of_app(app_secret)})
    assert not is_signed_in(client)


def test_a_recovery_code_signs_in_once(client: Client, person: User) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    send_password(client)
    client.post(APP_CODE, {"code": code})
    assert is_signed_in(client)
    second = Client()
    send_password(second)
    second.post(APP_CODE, {"code": code})
    assert not is_signed_in(second)


def test_setting_up_an_app_straight_after_signing_in_asks_for_no_password_again(client: Client, person: User) -> None:
    send_password(client)
    client.post(CODE, {"code": mailed_code()})
    page = client.get("/vhod/vtora-stapka/prilozhenie/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    response = client.post("/vhod/vtora-stapka/prilozhenie/", {"code": code_of_app(secret)})
    assert response.headers["Location"] == "/vhod/vtora-stapka/kodove/"
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    assert client.get("/vhod/vtora-stapka/kodove/").status_code == 200


def test_setting_up_an_app_long_after_signing_in_asks_for_the_password(
    client: Client, person: User, time_machine: TimeMachineFixture
) -> None:
    send_password(client)
    client.post(CODE, {"code": mailed_code()})
    wait(time_machine, 6 * 60)
    response = client.get("/vhod/vtora-stapka/prilozhenie/")
    assert response.headers["Location"].startswith("/vhod/otnovo/")


def test_a_session_ends_with_the_browser_or_after_ten_hours(client: Client, person: User) -> None:
    send_password(client)
    client.post(CODE, {"code": mailed_code()})
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 10 * 60 * 60


def test_on_ones_own_computer_a_session_lasts_two_weeks(client: Client, person: User) -> None:
    send_password(client, remember="on")
    client.post(CODE, {"code": mailed_code()})
    assert client.session.get_expiry_age() == 14 * 24 * 60 * 60


def test_signing_out_is_a_post(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/vhod/izhod/").status_code == 405
    assert is_signed_in(client)
    client.post("/vhod/izhod/")
    assert not is_signed_in(client)


def test_a_signed_in_person_comes_back_to_where_they_were_going(client: Client, person: User) -> None:
    client.post(SIGN_IN, {"login": person.email, "password": PASSWORD, "next": "/rabotno-myasto/mrezha/"})
    response = client.post(CODE, {"code": mailed_code()})
    assert response.headers["Location"] == "/rabotno-myasto/mrezha/"


def test_signing_in_never_leads_to_another_site(client: Client, person: User) -> None:
    client.post(SIGN_IN, {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"})
    response = client.post(CODE, {"code": mailed_code()})
    assert response.headers["Location"] == "/rabotno-myasto/"


@pytest.mark.parametrize("path", ["signup/", "login/", "email/", "password/change/", "registratsia/"])
def test_no_other_page_of_the_library_is_reachable(client: Client, path: str) -> None:
    assert client.get(f"/vhod/{path}").status_code == 404


def test_the_demo_shows_the_code_of_a_demo_account_on_the_page(
    client: Client, person: User, settings: Settings
) -> None:
    settings.RAMO_DEMO = True
    person.is_demo = True
    person.save()
    send_password(client)
    page = client.get("/en" + CODE).content.decode()
    assert f"Demonstration: the code is {mailed_code()}" in page


@pytest.mark.parametrize(("in_demo", "is_demo"), [(True, False), (False, True)])
def test_no_other_code_ever_stands_on_a_page(
    client: Client, person: User, settings: Settings, in_demo: bool, is_demo: bool
) -> None:
    settings.RAMO_DEMO = in_demo
    person.is_demo = is_demo
    person.save()
    send_password(client)
    assert mailed_code() not in client.get(CODE).content.decode()


def test_where_there_is_no_mail_server_the_page_names_the_folder_of_letters(
    client: Client, person: User, settings: Settings
) -> None:
    send_password(client)
    assert "“letters”" in client.get("/en" + CODE).content.decode()
    settings.EMAIL_HOST = "smtp.example"
    assert "“letters”" not in client.get("/en" + CODE).content.decode()


def test_each_signing_in_is_audited(client: Client, person: User) -> None:
    from ramo.audit.models import AuditEntry

    send_password(client)
    assert not AuditEntry.objects.filter(verb="signed in").exists()
    client.post(CODE, {"code": mailed_code()})
    assert AuditEntry.objects.get(verb="signed in").account == person.pk


@pytest.fixture
def ask_for_link(client: Client, person: User) -> Callable[[], str]:
    def ask() -> str:
        client.post(reverse("account_reset_password"), {"email": person.email})
        mail = OutgoingMail.objects.filter(topic="forgotten password").last()
        assert mail is not None
        found = re.search(r"http://localhost:8000(\S+)", mail.text)
        assert found is not None
        return found.group(1)

    return ask


def test_a_forgotten_password_is_set_anew_over_a_link_that_works_once(
    client: Client, person: User, ask_for_link: Callable[[], str]
) -> None:
    link = ask_for_link()
    form = client.get(link).headers["Location"]
    new = "тих-мост-лисица-портокал"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)
    assert b"account_reset" not in client.get(link).content
    assert client.get(link).status_code == 200
    assert not is_signed_in(client)


def test_two_different_passwords_are_refused_with_a_sentence(client: Client, ask_for_link: Callable[[], str]) -> None:
    form = client.get(ask_for_link()).headers["Location"]
    response = client.post("/en" + form, {"password1": "тих-мост-лисица-портокал", "password2": "друго-нещо-съвсем"})
    assert "The two passwords differ." in response.content.decode()


def test_nobody_learns_whether_an_address_has_an_account(client: Client, person: User) -> None:
    response = client.post(reverse("account_reset_password"), {"email": "nobody@nowhere.example"})
    assert response.headers["Location"] == reverse("account_reset_password_done")
    assert not OutgoingMail.objects.exists()
