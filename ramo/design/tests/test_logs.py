"""A log names the room, never the key that stands in the address after it."""

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from ramo.design import views
from ramo.design.logs import WithoutKeys, loggable
from ramo.design.middleware import PageHeaders
from ramo.kit.public import is_personal, is_public, personal, public

SECRET = "k3y.in-the-address"
PATH = f"/proverka/{SECRET}/gotovo/7/"


@personal
def keyed(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    return HttpResponse("a page")


@public
def shared(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    return HttpResponse("a page")


def asked(view: object) -> HttpRequest:
    request = RequestFactory().get(PATH)
    request.resolver_match = ResolverMatch(view, (), {"token": SECRET, "pk": 7})  # type: ignore[arg-type]
    return request


def test_an_address_that_is_a_key_is_logged_without_it() -> None:
    assert loggable(asked(keyed)) == "/proverka/-/gotovo/-/"
    assert loggable(asked(shared)) == PATH


def test_what_django_logs_of_a_broken_page_bears_no_key() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s: %s", ("Internal Server Error", PATH), None)
    record.request = asked(keyed)
    assert WithoutKeys().filter(record)
    assert SECRET not in record.getMessage()


def test_the_page_of_a_broken_one_logs_no_key(caplog: pytest.LogCaptureFixture) -> None:
    views.broken(asked(keyed))
    assert SECRET not in caplog.text
    assert "/proverka/" in caplog.text


def test_such_a_page_is_public_but_never_kept_and_tells_no_other_site_its_address() -> None:
    assert is_public(keyed)
    assert is_personal(keyed)
    headers = PageHeaders(lambda request: HttpResponse("a page"))(asked(keyed)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "strict-origin"
    kept = PageHeaders(lambda request: HttpResponse("a page"))(asked(shared)).headers
    assert "X-Accel-Expires" in kept
    assert "Referrer-Policy" not in kept
