"""What was refused of a list goes back to the partner as a table."""

import csv
import io
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from tests.cast import Cast

from .factories import brought, make_source, table

SignedIn = Callable[[User], Client]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_refused_rows_are_downloaded_with_place_field_value_and_reason(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    content = table("1;Шивач;Т;с. Росен дол;;", "2;=cmd|x!A0;Т;с. Росен дол;;", "3;;Т;с. Росен дол;;")
    upload = brought(source, content, by=cast.office)
    address = reverse("harvest:refused", args=[upload.pk])
    assert address in browser.get(reverse("harvest:review", args=[upload.pk])).content.decode()
    answer = browser.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    head, *rows = rows_of(answer.content)
    assert head == ["Място в списъка", "Поле", "Какво пише там", "Защо е отказано"]
    assert rows[0] == ["ред 3", "заглавие", "'=cmd|x!A0", "съдържа формула"]
    assert [row[0] for row in rows] == ["ред 3", "ред 4"]


def test_more_refused_rows_than_the_page_shows_are_all_in_the_table(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    content = table("0;Шивач;Т;с. Росен дол;;", *(f"{number};;Т;с. Росен дол;;" for number in range(1, 70)))
    upload = brought(source, content, by=cast.office)
    assert len(rows_of(browser.get(reverse("harvest:refused", args=[upload.pk])).content)) == 70


def test_refused_rows_of_another_district_stay_closed(cast: Cast, signed_in: SignedIn) -> None:
    upload = brought(make_source(district=cast.other_district), table("1;;Т;;;"), by=cast.office)
    assert signed_in(cast.own_coordinator).get(reverse("harvest:refused", args=[upload.pk])).status_code == 403
