"""A table whose columns nobody named in words we know: a person says by letter what they hold, once."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.harvest import intake_actions
from ramo.harvest.data import Failure, Reading, ReadOptions, Unreadable
from ramo.harvest.errors import NothingToApply
from ramo.harvest.models import Source, Upload
from ramo.harvest.readers import spreadsheet
from ramo.harvest.readers.table import letter
from ramo.listings.models import Vacancy
from tests.cast import Cast

from .factories import brought, jobs, make_source
from .readers.test_spreadsheet import workbook

SignedIn = Callable[[User], Client]
BARE = "1;Шивач;Текстил;с. Росен дол\n2;Готвач;Хотел Роза;с. Росен дол\n"
STRANGE = "Поз;Дейност;Ф-ма;Къде\n" + BARE
CHOSEN = {"column_0": "reference", "column_1": "title", "column_2": "employer", "column_3": "settlement"}


def read(content: str | bytes, **options: Any) -> Reading:
    content = content.encode() if isinstance(content, str) else content
    return spreadsheet.read(content, options=ReadOptions(**{"is_seen": True, **options}))


# — reading —


def test_columns_without_names_bear_letters_and_show_what_stands_in_them() -> None:
    reading = read(BARE)
    assert reading.is_lettered
    assert reading.columns == ("(A)", "(B)", "(C)", "(D)")
    assert reading.samples[1:] == (("Шивач", "Готвач"), ("Текстил", "Хотел Роза"), ("с. Росен дол",))
    assert not reading.records


def test_after_the_twenty_sixth_letter_come_two() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_columns_mapped_by_letter_are_read_from_the_first_row() -> None:
    reading = read(BARE, mapping={"(A)": "reference", "(B)": "title", "(D)": "settlement"})
    assert [(each.external_id, each.text("title")) for each in reading.records] == [("1", "Шивач"), ("2", "Готвач")]


def test_names_that_a_person_explained_are_headings_from_then_on() -> None:
    mapping = {"Поз": "reference", "Дейност": "title", "Ф-ма": "", "Къде": ""}
    reading = read("Списък\n" + STRANGE, mapping=mapping, is_seen=False)
    assert not reading.is_lettered
    assert [each.text("title") for each in reading.records] == ["Шивач", "Готвач"]


def test_where_nobody_looks_a_table_without_headings_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(BARE, is_seen=False)
    assert refused.value.failure is Failure.NOT_THIS_DIALECT


@pytest.mark.parametrize(
    "text",
    ["Здравейте, колеги", "Здравейте,\nпращам, както казах, списъка\nПоздрави, Мария, бюро\nТел. утре", "едно;две\n"],
)
def test_a_letter_is_no_table(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_a_sheet_with_headings_goes_before_one_without() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["а", "б"], ["в", "г"])))
    sheet = book.create_sheet("Обяви")
    for row in (["Длъжност", "Работодател", "Град"], ["Шивач", "Текстил", "Габрово"]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream.getvalue())
    assert not reading.is_lettered
    assert [each.text("title") for each in reading.records] == ["Шивач"]


# — the page —


def pasted(browser: Client, source: Source, text: str) -> Upload:
    browser.post(reverse("harvest:intake"), {"submission": uuid4(), "source": source.pk, "pasted": text})
    return Upload.objects.get()


@pytest.mark.parametrize(
    ("text", "more", "learnt"),
    [
        (
            STRANGE,
            {"is_named": "on"},
            {"Поз": "reference", "Дейност": "title", "Ф-ма": "employer", "Къде": "settlement"},
        ),
        (BARE, {}, {"(A)": "reference", "(B)": "title", "(C)": "employer", "(D)": "settlement"}),
    ],
)
def test_what_a_person_says_of_the_columns_is_remembered(
    cast: Cast, signed_in: SignedIn, text: str, more: dict[str, str], learnt: dict[str, str]
) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    upload = pasted(browser, source, text)
    review = reverse("harvest:review", args=[upload.pk])
    seen = browser.get(review).content.decode()
    assert "Колона B" in seen
    assert "Шивач · Готвач" in seen
    assert reverse("harvest:write", args=[upload.pk]) not in seen, "nothing can be written yet"
    assert ('name="is_named" id="id_is_named" checked' in seen) is bool(more)
    browser.post(reverse("harvest:columns", args=[upload.pk]), CHOSEN | more)
    source.refresh_from_db()
    assert source.mapping == learnt
    browser.post(reverse("harvest:write", args=[upload.pk]))
    assert set(Vacancy.objects.values_list("title", flat=True)) == {"Шивач", "Готвач"}
    later = pasted(browser, source, text)
    assert len(intake_actions.preview(later).plan.unchanged) == 2


def test_without_a_title_the_columns_are_asked_again_with_what_was_chosen(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    upload = pasted(browser, source, BARE)
    answer = browser.post(reverse("harvest:columns", args=[upload.pk]), {"column_3": "settlement"})
    source.refresh_from_db()
    assert (answer.status_code, source.mapping) == (422, {})
    assert "Изберете в коя колона" in answer.content.decode()
    assert '<option value="settlement" selected>' in answer.content.decode()


def test_a_table_that_nobody_explained_takes_nothing_down(cast: Cast) -> None:
    source = make_source()
    intake_actions.apply_upload(brought(source, jobs(range(3)), by=cast.office), is_accepted=False, by=cast.office)
    upload = brought(source, BARE.encode(), by=cast.office)
    with pytest.raises(NothingToApply):
        intake_actions.apply_upload(upload, is_accepted=True, by=cast.office)
    assert Vacancy.objects.exclude(state="withdrawn").count() == 3
