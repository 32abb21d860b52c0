"""What goes on paper: the same on the printed page and in the PDF, and never what must not be handed out."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.desk.models import Handout
from ramo.desk.tests.factories import file_card, make_lists, make_sheet
from ramo.kit import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    make_lists()
    return signed_in(cast.own_librarian)


def put(client: Client, key: str, **more: str) -> str:
    """What the desk says after the press."""
    response = client.post(reverse("desk:basket_add"), {"kind": "need", "key": key, **more}, follow=True)
    return response.content.decode()


def printed(client: Client, query: str = "?large=1") -> str:
    return client.get(reverse("desk:handout") + query).content.decode()


def kept(client: Client, query: str = "?large=1") -> pypdf.PdfReader:
    response = client.get(reverse("desk:handout_pdf") + query)
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.content))


def text_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages).replace("\u00a0", " ")


def test_the_printed_page_and_the_pdf_say_the_same(desk: Client) -> None:
    file_card()
    put(desk, "pik-noi")
    page, pdf = printed(desk).replace("\u00a0", " "), text_of(kept(desk))
    for words in (
        "Как да получа ПИК от НОИ", "Вземете лична карта.", "Идете в офиса на НОИ.", "лична карта", "безплатно",
        "Не казвайте ПИК на никого.", "0700 14 802", "Библиотека", "096 000 145", "Спешна помощ", "112", "noi.bg",
        "лист 1 от 1", "Още не е проверено.", "Росен дол", "/nuzhda/pik-noi", "Телефони", "Какво да вземете",
    ):  # fmt: skip
        assert words in page, words
        assert words in pdf, words


def test_a_sheet_says_who_checked_it_and_until_when_it_holds(desk: Client) -> None:
    today = clock.today()
    file_card(verified_on=today, verified_as="НОИ", valid_until=today + timedelta(days=90))
    put(desk, "pik-noi")
    for words in (f"Проверено на {today:%d.%m.%Y}", "от НОИ", f"{today + timedelta(days=90):%d.%m.%Y}"):
        assert words in printed(desk)
        assert words in text_of(kept(desk))


def test_the_pdf_is_tagged_titled_and_in_bulgarian(desk: Client) -> None:
    file_card()
    put(desk, "pik-noi")
    pdf = kept(desk)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "bg"
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Как да получа ПИК от НОИ"


def test_each_topic_has_its_own_sheet_in_the_order_of_the_basket(desk: Client) -> None:
    for key in ("first", "second", "third"):
        file_card(key, title=f"Тема {key}")
        put(desk, key)
    desk.post(reverse("desk:basket_change"), {"up": "need:third"})
    desk.post(reverse("desk:basket_change"), {"remove": "need:first"})
    pdf = kept(desk)
    assert [page.extract_text().count("лист") for page in pdf.pages] == [1, 1]
    page = printed(desk)
    assert page.index("Тема third") < page.index("Тема second")
    assert "Тема first" not in page


def test_small_print_is_smaller(desk: Client) -> None:
    file_card()
    put(desk, "pik-noi")
    assert "sheet lp" in printed(desk, "?large=1")
    assert "sheet lp" not in printed(desk, "?large=0")


def test_a_translated_sheet_is_english_to_the_last_word_and_another_stays_bulgarian(desk: Client) -> None:
    file_card(
        "both", sheet=make_sheet("Двуезичен лист", title_en="A sheet in both", steps_en=["Take your card.", "Go."])
    )
    file_card("bg", title="Само български")
    put(desk, "both")
    put(desk, "bg")
    page, pdf = printed(desk, "?language=en"), text_of(kept(desk, "?language=en"))
    for words in (
        "A sheet in both",
        "Take your card.",
        "Not checked yet.",
        "sheet 1 of 2",
        "Само български",
        "лист 2 от 2",
    ):
        assert words in page, words
        assert words in pdf, words
    assert "Двуезичен лист" not in page


def test_what_has_no_recommendation_is_not_handed_out(desk: Client) -> None:
    file_card(recommended=False)
    assert "затова не влиза в листовка" in put(desk, "pik-noi")
    assert "Вземете лична карта." not in printed(desk)


def test_an_expired_or_a_hidden_sheet_is_not_added(desk: Client) -> None:
    file_card("old", valid_until=clock.today() - timedelta(days=1))
    file_card("draft", public=False)
    file_card("health", requires_verification=True)
    file_card("bare", sheet=None)
    assert "Срокът му изтече" in put(desk, "old")
    for key in ("draft", "health", "bare", "never-filed"):
        assert "Вече не се показва" in put(desk, key)
    assert desk.get(reverse("desk:handout_pdf")).status_code == 404


def test_a_sheet_that_expires_in_the_basket_is_left_out_with_a_sentence(desk: Client) -> None:
    file_card()
    put(desk, "pik-noi")
    file_card(valid_until=clock.today() - timedelta(days=1))
    page = printed(desk)
    assert "Срокът му изтече" in page
    assert "Вземете лична карта." not in page


def test_a_hand_out_holds_twelve_sheets(desk: Client) -> None:
    for number in range(13):
        file_card(f"need-{number}")
        last = put(desk, f"need-{number}")
    assert "Листовката побира 12 листа" in last
    assert len(kept(desk).pages) >= 12


def test_print_counts_the_sheets_once_and_leads_to_them(desk: Client, cast: Cast) -> None:
    file_card()
    put(desk, "pik-noi")
    given = {"submission": str(uuid4()), "large": "1"}
    for _press in range(2):
        response = desk.post(reverse("desk:handout_record"), given)
        assert response["Location"] == reverse("desk:handout") + "?large=1&language=bg"
    record = Handout.objects.for_library(cast.library).get()
    assert (record.sheets, record.area_id, record.is_large_print) == (1, "taxes", True)


def test_a_hand_out_of_several_areas_belongs_to_none(desk: Client, cast: Cast) -> None:
    file_card("one")
    file_card("two", area="health")
    put(desk, "one")
    put(desk, "two")
    desk.post(reverse("desk:handout_record"), {"submission": str(uuid4())})
    assert Handout.objects.for_library(cast.library).get().area is None


def test_an_empty_basket_counts_nothing(desk: Client, cast: Cast) -> None:
    response = desk.post(reverse("desk:handout_record"), {"submission": str(uuid4())}, follow=True)
    assert "Още няма какво да се печата" in response.content.decode()
    assert not Handout.objects.for_library(cast.library).exists()


def test_a_basket_belongs_to_its_session(desk: Client, cast: Cast, signed_in: SignedIn) -> None:
    file_card()
    put(desk, "pik-noi")
    assert "Как да получа" not in printed(signed_in(cast.own_librarian))


def test_adding_leads_back_to_the_page_it_came_from_and_nowhere_else(desk: Client) -> None:
    file_card()
    for wanted, led in (("/tarsene/?q=x", "/tarsene/?q=x"), ("https://evil.example/", reverse("desk:desk"))):
        given = {"kind": "need", "key": "pik-noi", "next": wanted}
        assert desk.post(reverse("desk:basket_add"), given)["Location"] == led


def test_the_file_to_keep_does_not_tell_the_topic_by_its_name(desk: Client) -> None:
    file_card()
    put(desk, "pik-noi")
    response = desk.get(reverse("desk:handout_pdf"))
    assert response["Content-Disposition"] == f'attachment; filename="ramo-{clock.today().isoformat()}.pdf"'


def test_the_print_page_asks_the_same_for_one_sheet_and_for_many(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        file_card(f"need-{number}")
        put(desk, f"need-{number}")
    with django_assert_max_num_queries(5):
        printed(desk)
