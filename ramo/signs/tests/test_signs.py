"""What hangs on a door says only what is known and in force, and the same on screen as in the file."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.models import Library
from ramo.network.tests.factories import make_hours
from ramo.signs.paper import STICKERS, sign_pdf, stickers_pdf
from ramo.signs.sign import sign_of
from tests.cast import Cast

SignedIn = Callable[[User], Client]
PAGE = "/en/rabotno-myasto/mrezha/9001/"


def check(library: Library, *, days: int) -> Library:
    """Contacts and hours hold for so many days more."""
    today = clock.today()
    Library.objects.filter(pk=library.pk).update(
        verified_on=today - timedelta(days=30), verified_as="библиотеката", valid_until=today + timedelta(days=days)
    )
    library.refresh_from_db()
    return library


def test_a_sign_says_week_phone_and_until_when_it_holds(cast: Cast) -> None:
    make_hours(cast.library, {0: "9-12, 13-17"})
    sign = sign_of(check(cast.library, days=100))
    assert (sign.days[0].name.lower(), sign.days[0].hours) == ("понеделник", "9:00–12:00, 13:00–17:00")
    assert sign.days[6].hours == "затворено"
    assert sign.phone == "096\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}145"
    assert "библиотеката" in sign.checked
    assert sign.short_address == "localhost:8000/biblioteka/9001"


def test_what_is_past_its_date_is_asked_for_at_the_library(cast: Cast, signed_in: SignedIn) -> None:
    make_hours(cast.library, {0: "9-12"})
    sign = sign_of(check(cast.library, days=-1))
    assert (sign.days, sign.phone) == ([], "")
    page = signed_in(cast.own_librarian).get(f"{PAGE}tabela/").content.decode()
    assert "Часове: попитайте в библиотеката." in page
    assert "096 000 145" not in page.split("<article")[1]


def test_an_unchecked_library_says_so(cast: Cast) -> None:
    assert sign_of(cast.library).checked == "Още не е проверено."


def test_a_print_is_in_bulgarian_whatever_the_page_is(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.own_librarian).get(f"{PAGE}stikeri/").content.decode()
    assert "Рамо – помощ от вашата библиотека" in page
    assert page.count('class="qr"') == STICKERS


@pytest.mark.parametrize("file", ["tabela", "stikeri"])
def test_files_are_tagged_and_named_after_the_library(cast: Cast, signed_in: SignedIn, file: str) -> None:
    response = signed_in(cast.own_librarian).get(f"{PAGE}{file}.pdf")
    assert response.content.startswith(b"%PDF-")
    assert b"/MarkInfo" in response.content
    assert f"ramo-{file}-9001.pdf" in response.headers["Content-Disposition"]
    assert response.content.count(b"/Type /Page\n") + response.content.count(b"/Type/Page/") <= 1


@pytest.mark.parametrize("page", ["tabela/", "tabela.pdf", "stikeri/", "stikeri.pdf"])
def test_prints_of_another_library_are_refused(cast: Cast, signed_in: SignedIn, page: str) -> None:
    assert signed_in(cast.other_librarian).get(f"{PAGE}{page}").status_code == 403


def test_what_is_invented_is_marked_on_paper(cast: Cast, signed_in: SignedIn, settings: Settings) -> None:
    settings.RAMO_DEMO = False
    Library.objects.filter(pk="9001").update(is_demo=True)
    for page in ("tabela/", "stikeri/"):
        sheet = signed_in(cast.own_librarian).get(f"{PAGE}{page}").content.decode().split("<article")[1]
        assert 'class="demo"' in sheet


def test_the_longest_name_fits(cast: Cast) -> None:
    Library.objects.filter(pk="9001").update(name_bg="Свети свети Кирил и Методий 1869 " * 4)
    cast.library.refresh_from_db()
    sign = sign_of(cast.library)
    assert sign_pdf(sign).startswith(b"%PDF-")
    assert stickers_pdf(sign).startswith(b"%PDF-")
