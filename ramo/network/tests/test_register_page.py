"""A register on a page: looked through first, written once, by the office, as it was seen."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.network import register_uploads
from ramo.network.errors import UploadGone
from ramo.network.jobs import forget_uploads
from ramo.network.models import Library
from ramo.network.register_views import RegisterForm
from tests.cast import Cast

from .factories import make_library

SignedIn = Callable[[User], Client]
PAGE = "/en/rabotno-myasto/mrezha/registar/"
HEAD = "reg_no,status_bg,name_bg,district_bg,municipality_bg,settlement_bg\n"
NEW = "77,действащо,Надежда 1903,Монтана,Росен дол,СЕЛО РОСЕН ДОЛ\n"
CLOSED = "9001,закрито,Светлина 1926,Монтана,Росен дол,СЕЛО РОСЕН ДОЛ\n"
BROKEN = "x,действащо,Без номер,Монтана,Росен дол,СЕЛО РОСЕН ДОЛ\n"
UNPLACED = "78,действащо,Изгрев,Монтана,Росен дол,СЕЛО НИКЪДЕ\n"


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.RAMO_UPLOADS = tmp_path / "uploads"
    return tmp_path / "uploads"


def bring(client: Client, text: str | bytes) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(PAGE, {"file": SimpleUploadedFile("register.csv", content)})


def opened(client: Client, text: str) -> tuple[str, dict[str, str]]:
    """Address of the page that shows the changes, and what its form sends."""
    address = bring(client, text).headers["Location"]
    return address, {"seen": client.get(address).context["update"].digest}


def test_the_office_sees_what_changes_before_anything_is_written(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    address, _ = opened(client, HEAD + NEW + CLOSED + BROKEN + UNPLACED)
    page = client.get(address).content.decode()
    for words in ("№ 77: ", "№ 9001: ", "№ 78: ", "Line 4", "is no register number"):
        assert words in page
    assert not Library.objects.filter(pk="77").exists()
    assert Library.objects.get(pk="9001").status == Library.Status.ACTIVE


def test_one_press_writes_all_of_it_in_the_name_of_whoever_pressed(
    cast: Cast, signed_in: SignedIn, uploads: Path
) -> None:
    client = signed_in(cast.office)
    address, sent = opened(client, HEAD + NEW + CLOSED)
    assert client.post(address, sent).status_code == 302
    assert Library.objects.get(pk="77").name_bg == "Надежда 1903"
    assert Library.objects.get(pk="9001").status == Library.Status.CLOSED
    assert AuditEntry.objects.get(verb="put register").account == cast.office.pk
    assert list(uploads.iterdir()) == []


def test_a_second_press_writes_nothing_and_says_so(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    address, sent = opened(client, HEAD + NEW)
    client.post(address, sent)
    client.post(address, sent)
    assert "written already" in client.get(PAGE).content.decode()
    assert AuditEntry.objects.filter(verb="put register").count() == 1


def test_the_same_file_brought_twice_is_written_once(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    (first, sent), (second, _) = opened(client, HEAD + NEW), opened(client, HEAD + NEW)
    client.post(first, sent)
    client.post(second, sent)
    assert AuditEntry.objects.filter(verb="put register").count() == 1


def test_what_changed_after_the_look_is_looked_at_again(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    address, sent = opened(client, HEAD + NEW + CLOSED)
    make_library("77", name_bg="Друго име", joined_on=None)
    page = client.post(address, sent)
    assert page.status_code == 200
    assert "Look through it once more." in page.content.decode()
    assert Library.objects.get(pk="9001").status == Library.Status.ACTIVE


def test_a_press_without_a_look_writes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    address, _ = opened(client, HEAD + NEW)
    client.post(address, {})
    assert not Library.objects.filter(pk="77").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "not plain text in UTF-8"),
        ((HEAD + NEW).encode("cp1251"), "Windows-1251"),
        (b"a,b\n1,2\n", "missing: reg_no"),
        (b"\x00" * 10, "not plain text in UTF-8"),
    ],
)
def test_what_is_no_register_is_refused_with_a_sentence_at_its_field(
    cast: Cast, signed_in: SignedIn, content: bytes, sentence: str, uploads: Path
) -> None:
    response = bring(signed_in(cast.office), content)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not uploads.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    file = SimpleUploadedFile("register.csv", b"x")
    file.size = 20_000_001
    with translation.override("en"):
        assert RegisterForm({}, {"file": file}).errors["file"] == [
            "The file is larger than 20 MB. Bring the register alone."
        ]


def test_no_file_and_an_empty_file_are_refused(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    assert client.post(PAGE, {}).status_code == 422
    assert bring(client, b"").status_code == 422


@pytest.mark.parametrize(("seconds", "is_kept"), [(86_300, True), (86_500, False)])
def test_a_file_waits_for_a_day_and_no_longer(uploads: Path, seconds: int, is_kept: bool) -> None:
    token = register_uploads.keep(b"register")
    path = next(uploads.iterdir())
    then = clock.now().timestamp() - seconds
    os.utime(path, (then, then))
    if is_kept:
        assert register_uploads.bring(token) == b"register"
    else:
        with pytest.raises(UploadGone):
            register_uploads.bring(token)
    forget_uploads()
    assert path.exists() == is_kept


def test_a_file_that_somebody_touched_is_not_written(uploads: Path) -> None:
    token = register_uploads.keep(b"register")
    next(uploads.iterdir()).write_bytes(b"other")
    with pytest.raises(UploadGone):
        register_uploads.bring(token)


@pytest.mark.parametrize("token", ["", "*", "..", "../../secret-key", "0" * 32, "A" * 32])
def test_a_name_that_was_not_given_out_opens_nothing(token: str, uploads: Path) -> None:
    register_uploads.keep(b"register")
    with pytest.raises(UploadGone):
        register_uploads.bring(token)


def test_what_stands_already_leaves_nothing_to_press(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    address, sent = opened(client, HEAD + NEW)
    client.post(address, sent)
    again, _ = opened(client, HEAD + NEW)
    page = client.get(again).content.decode()
    assert "Nothing changes." in page
    assert "Write all of it" not in page
