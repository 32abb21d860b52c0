"""Short sentences for who reads with difficulty: asked for by a link, and only where somebody wrote them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from ramo.resources.actions import edit_need, file_all_cards
from ramo.resources.data import NeedFacts
from ramo.resources.forms import MOST_EASY_WORDS, EasyField
from ramo.resources.models import Need
from ramo.trust.actions import confirm
from tests.cast import Cast

from .factories import make_need, make_resource

pytestmark = pytest.mark.django_db
EASY = ["Звънете на 112 веднага.", "Кажете къде сте."]
PAGE, EASY_PAGE = "/nuzhda/job-nearby/", "/nuzhda/job-nearby/?lesno=1"


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_switch_leads_to_the_easy_text_and_back_without_script(client: Client) -> None:
    make_need(easy_bg=EASY)
    assert f'href="{EASY_PAGE}"' in read(client, PAGE)
    assert "Кажете къде сте." not in read(client, PAGE)
    easy = read(client, EASY_PAGE)
    assert "Кажете къде сте." in easy
    assert "Отваряме обявите." not in easy
    assert f'href="{PAGE}"' in easy


def test_page_without_easy_text_has_no_switch_and_ignores_being_asked(client: Client) -> None:
    make_need()
    assert "lesno" not in read(client, PAGE)
    assert "Отваряме обявите." in read(client, EASY_PAGE)


def test_easy_text_is_never_offered_in_another_language(client: Client) -> None:
    make_need(easy_bg=EASY)
    assert "Кажете къде сте." not in read(client, f"/en{EASY_PAGE}")
    Need.objects.update(easy_en=["Call 112 at once."])
    assert "Call 112 at once." in read(client, f"/en{EASY_PAGE}")


def test_resource_has_the_same_switch(client: Client) -> None:
    make_resource(easy_bg=EASY)
    assert "Лесно за четене" in read(client, "/resurs/az-ejobs/")
    assert "Кажете къде сте." in read(client, "/resurs/az-ejobs/?lesno=1")


def test_easy_page_prints_the_easy_text(client: Client) -> None:
    make_need(easy_bg=EASY, resources=(make_resource(),))
    file_all_cards()
    assert "/nuzhda/job-nearby/list/?lesno=1" in read(client, EASY_PAGE)
    sheet = read(client, "/nuzhda/job-nearby/list/?lesno=1")
    assert "Кажете къде сте." in sheet
    assert "list.pdf?lesno=1" in sheet
    assert client.get("/nuzhda/job-nearby/list.pdf?lesno=1").content.startswith(b"%PDF")


def test_easy_page_is_shared_by_the_cache(client: Client) -> None:
    make_need(easy_bg=EASY)
    assert client.get(EASY_PAGE).headers["X-Accel-Expires"]


def test_long_sentence_is_refused_with_its_line() -> None:
    field = EasyField(label="Лесно за четене")
    assert field.clean("Едно.\n\nДве.") == ("Едно.", "Две.")
    with pytest.raises(ValidationError, match="ред 2"):
        field.clean("Кратко.\n" + "дума " * (MOST_EASY_WORDS + 1))


def test_changed_easy_text_waits_to_be_confirmed_again(cast: Cast) -> None:
    need = make_need(resources=(make_resource(),))
    confirm(need, by=cast.office, verified_as="НОИ")
    edit_need(need, NeedFacts(title_bg="Спешно е", steps_bg=tuple(need.steps_bg), easy_bg=tuple(EASY)), by=cast.office)
    assert need.easy_bg == EASY
    assert need.changed_on is not None
