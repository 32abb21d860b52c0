"""Whatever is typed into a form about events, hours or requests: never a broken page, always a sentence that helps.

The forms are found by asking each address that takes a form; a new one is tried as soon as it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from uuid import uuid4

import pytest
from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from ramo.accounts.models import User
from ramo.events.tests.factories import make_area
from tests.cast import Cast

from .matrix import MATRIX, ROLES

SignedIn = Callable[[User], Client]
ROOMS = ("events:", "appointments:", "invitations:", "seats:", "experts:")
POSTED = sorted(name for name, row in MATRIX.items() if row.post and name.startswith(ROOMS))
HOSTILE = {
    "control characters": "Пен\x00ка\x1b[31m\r\n\x07",
    "markup": "<script>alert(1)</script>",
    "a day that is none": "31.02.2026",
    "a day out of reach": "01.01.9999",
    "a thousand million": "1000000000",
    "beyond every column": "9" * 40,
    "less than nothing": "-1",
    "a personal number": "7523169263",
    "too long": "Ж" * 25_001,
}
GOOD: dict[str, object] = {
    "party": "1", "name": "Пенка", "phone": "088 000 0003", "email": "penka@example.org", "title": "Среща",
    "kind": "talk",
    "begins": "10:00", "ends": "11:00", "capacity": "5", "audience": "all", "language": "bg", "largest_party": "4",
    "title_bg": "Данъчен служител", "weekday": "2", "opens": "10:00", "closes": "11:00", "minutes": "60",
    "weeks_ahead": "2", "starts_on": "01.03.2030", "day": "01.03.2030", "hour": "10:00", "last_day": "01.03.2030",
    "why": "Болен е", "what": "talk", "subject": "Сърце", "day_0": "01.03.2030", "hour_0": "10:00", "reason": "Не може",
    "role_bg": "лекар", "people": "3", "learned": "5", "area": "employment", "span": "one", "under_18": "3",
}  # fmt: skip
BUTTONS = ("submission", "came", "host", "span", "because", "slot", "time", "sure", "publish")
TEN_MEGABYTES, FORM = "note=" + "x" * 10_000_000, "application/x-www-form-urlencoded"
WHOSE_TURN = ("anonymous", "own_partner")  # a request has just been sent, so the institution answers
TYPED_BY_HAND = (forms.TextInput, forms.Textarea)
DJANGO_SAYS = (
    "Null characters are not allowed.", "Enter a valid value.", "Enter a number.", "Enter a whole number.",
    "Enter a valid date.", "Enter a valid time.", "Enter a valid email address.", "Enter a valid URL.",
    "Enter a valid UUID.", "This field is required.",
    "Ensure this value is less than or equal to %(limit_value)s.",
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
)  # fmt: skip


@dataclass(frozen=True)
class Here:
    """Of the world of the matrix what these rooms need."""

    cast: Cast


class Asked:
    """One address as somebody who may use it meets it; what was written is taken back each time."""

    def __init__(self, name: str, cast: Cast, signed_in: SignedIn) -> None:
        make_area()
        row = MATRIX[name]
        role = next(role for role in (*WHOSE_TURN, *ROLES) if role in (row.post or ()))
        self.client = Client() if role == "anonymous" else signed_in(getattr(cast, role))
        self.address = reverse(name, kwargs=row.args(Here(cast)))  # type: ignore[arg-type]

    def post(self, typed: dict[str, object]) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = self.client.post(self.address, typed, follow=True)  # type: ignore[assignment]
            transaction.set_rollback(True)
        return answer

    def fields(self) -> dict[str, forms.BoundField]:
        """Of the forms that come back when nothing is sent, by the name that is posted."""
        return {field.html_name: field for form in bound_forms(self.post({"nothing": "here"})) for field in form}


def bound_forms(answer: HttpResponse) -> Iterator[forms.BaseForm]:
    seen = set()
    for layer in getattr(answer, "context", None) or ():
        for value in layer.flatten().values() if hasattr(layer, "flatten") else layer.values():
            if isinstance(value, forms.BaseForm) and value.is_bound and id(value) not in seen:
                seen.add(id(value))
                yield value


def good(fields: dict[str, forms.BoundField]) -> dict[str, object]:
    typed: dict[str, object] = {"submission": uuid4()}
    for name, field in fields.items():
        if isinstance(field.field, forms.UUIDField):
            typed[name] = uuid4()
        elif isinstance(field.field, forms.ModelChoiceField) and field.name not in GOOD:
            first = field.field.queryset.first() if field.field.queryset is not None else None
            typed[name] = first.pk if first and field.field.required else ""
        elif field.name in GOOD:
            typed[name] = GOOD[field.name]
    return typed


def trouble(answer: HttpResponse, field: forms.BoundField, value: str) -> str:
    """What is wrong with the answer; empty: nothing."""
    page = answer.content.decode()
    if "<script>alert(1)" in page:
        return "what was typed runs"
    if answer.status_code != 422:
        return "" if answer.status_code in {200, 400, 404, 409, 410, 413, 429} else f"status {answer.status_code}"
    if 'role="alert"' not in page:
        return "no summary of what is wrong"
    if field.is_hidden or not isinstance(field.field.widget, TYPED_BY_HAND):
        return ""
    if f'name="{field.html_name}"' not in page:
        return ""  # not offered any more: the summary says why
    if value.isprintable() and value.strip() and escape(value) not in page:
        return "what was typed is gone"
    if said := [text for text in django_says() if text in page]:
        return f"Django’s own words: {said[0]}"
    return ""


def django_says() -> Iterator[str]:
    for text in DJANGO_SAYS:
        begun = gettext(text).partition("%(")[0].strip()
        if len(begun) > 12:
            yield escape(begun, quote=False)


@pytest.mark.parametrize("name", POSTED)
def test_nothing_that_is_sent_breaks_a_form_and_the_answer_helps(name: str, cast: Cast, signed_in: SignedIn) -> None:
    """Each field with each value, the rest as it should be; then what buttons send, and ten megabytes."""
    asked = Asked(name, cast, signed_in)
    fields, wrong = asked.fields(), {}
    for field_name, field in fields.items():
        for kind, value in HOSTILE.items():
            answer = asked.post(good(fields) | {field_name: value})
            if said := trouble(answer, field, value):
                wrong[f"{field_name}: {kind}"] = said
    for kind, value in HOSTILE.items():
        if (status := asked.post(dict.fromkeys(BUTTONS, value)).status_code) >= 500:
            wrong[f"buttons: {kind}"] = f"status {status}"
    status = asked.client.post(asked.address, TEN_MEGABYTES, content_type=FORM).status_code
    if status != 400 and (fields or status >= 500):  # a press that reads nothing does not read ten megabytes either
        wrong["ten megabytes"] = f"status {status}"
    assert not wrong


def test_the_forms_are_really_found(cast: Cast, signed_in: SignedIn) -> None:
    """Control: an address with a form yields its fields, and what should be refused is."""
    asked = Asked("events:register", cast, signed_in)
    fields = asked.fields()
    assert {"party", "name", "phone", "email", "submission"} <= set(fields)
    assert asked.post(good(fields)).status_code == 200
    assert asked.post(good(fields) | {"phone": "0888 ABC 123"}).status_code == 422
    assert trouble(asked.post(good(fields) | {"phone": "0888 ABC 123"}), fields["phone"], "0888 XYZ") != ""
