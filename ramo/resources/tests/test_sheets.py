"""What goes to paper: one sheet, in one language, with source, date, phone and QR."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from ramo.network.cookies import LIBRARY
from ramo.network.tests.factories import make_library
from ramo.resources.actions import file_all_cards
from ramo.resources.models import Need, Resource

from .factories import make_need, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_an_ordinary_day() -> object:
    with time_machine.travel("2026-11-18 10:00+02:00", tick=False):
        yield


def test_every_answer_and_every_recommended_service_can_be_printed(client: Client) -> None:
    resources = (make_resource("first"), make_resource("second", how_to_bg=[], url="", source_url=""))
    make_need("one", resources=resources)
    make_need("two", papers_bg=[], boundary=None, refer_bg="")
    file_all_cards()
    addresses = [f"/nuzhda/{need.pk}/list/" for need in Need.objects.all()]
    addresses += [f"/resurs/{resource.pk}/list/" for resource in Resource.objects.all()]
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_sheet_says_steps_papers_phones_source_and_that_nobody_checked_it(client: Client) -> None:
    make_need(resources=(make_resource(phone="0700 18 700"),))
    file_all_cards()
    page = client.get("/nuzhda/job-nearby/list/").content.decode()
    for text in (
        "Отваряме обявите.",
        "лична карта",
        "0700",
        "112",
        "Още не е проверено.",
        "www.az.government.bg/bg/ejobs",
        "localhost:8000/nuzhda/job-nearby",
        '<svg class="qr"',
    ):
        assert text in page


def test_sheet_of_a_checked_text_says_by_whom_and_until_when(client: Client) -> None:
    make_need(verified_on=date(2026, 11, 12), verified_as="ДБТ Монтана", valid_until=date(2027, 2, 12))
    file_all_cards()
    page = client.get("/nuzhda/job-nearby/list/").content.decode()
    for text in ("Проверено на 12.11.2026", "ДБТ Монтана", "12.02.2027"):
        assert text in page


def test_sheet_carries_the_chosen_library_and_its_phone(client: Client) -> None:
    make_library()
    make_need()
    file_all_cards()
    client.cookies[LIBRARY] = "9001"
    page = client.get("/nuzhda/job-nearby/list/").content.decode()
    assert "Росен дол" in page
    assert "096\u00a0000\u00a0145" in page


def test_sheet_of_an_untranslated_text_is_bulgarian_throughout_on_an_english_page(client: Client) -> None:
    make_need()
    file_all_cards()
    page = client.get("/en/nuzhda/job-nearby/list/").content.decode()
    assert '<article class="sheet lp" lang="bg">' in page
    assert "Какво да вземете" in page
    assert "Bring with you" not in page


def test_sheet_of_a_translated_text_is_english_throughout(client: Client) -> None:
    make_need(steps_en=["Say what you can do."], papers_en=["identity card"])
    file_all_cards()
    page = client.get("/en/nuzhda/job-nearby/list/").content.decode()
    assert '<article class="sheet lp" lang="en">' in page
    assert "Say what you can do." in page
    assert "localhost:8000/en/nuzhda/job-nearby" in page


def test_site_without_recommendation_never_goes_to_paper(client: Client) -> None:
    make_resource(is_recommended=False)
    file_all_cards()
    assert client.get("/resurs/az-ejobs/list/").status_code == 404
    assert client.get("/resurs/az-ejobs/list.pdf").status_code == 404


def test_sheet_is_kept_as_pdf(client: Client) -> None:
    make_need(resources=(make_resource(),))
    file_all_cards()
    response = client.get("/nuzhda/job-nearby/list.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
