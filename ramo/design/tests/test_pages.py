"""The frame round every page, the statements, and what stands where a page cannot."""

import re
from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

from ramo.design.context import frame, in_other_language
from ramo.design.data import ChosenLibrary, StaffTab, WorkingAs
from ramo.design.views import too_many

pytestmark = pytest.mark.usefixtures("frame_alone")
PAGES = ("/", "/lichni-danni/", "/pomosht/")


def header_of(html: str) -> str:
    """The header, without the one link that must differ: the same page in the other language."""
    top = html[html.index('<a class="skip"') : html.index("<main")]
    return re.sub(r'href="[^"]*" lang="(bg|en)"', "", top)


def links_of(html: str) -> Iterator[str]:
    return (match.group(1) for match in re.finditer(r'(?:href|src|action)="([^"]*)"', html))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_header_has_the_same_bytes_on_all_pages_of_a_language(client: Client, prefix: str) -> None:
    headers = {header_of(client.get(prefix + page).content.decode()) for page in PAGES}
    assert len(headers) == 1


@pytest.mark.parametrize("page", PAGES)
def test_page_in_english_has_no_bulgarian_but_what_is_marked(client: Client, page: str) -> None:
    html = client.get(f"/en{page}").content.decode()
    assert '<html lang="en">' in html
    assert not re.search(r"[а-яА-Я]", html.replace(">Български<", "><"))


@pytest.mark.parametrize("page", PAGES)
def test_frame_takes_nothing_from_other_sites(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    fetched = re.findall(r'<(?:link|script|img|use|iframe)[^>]+(?:href|src)="([^"#]*)', html)
    assert fetched
    assert all(address.startswith("/static/") for address in fetched)


@pytest.mark.parametrize("page", PAGES)
def test_public_page_carries_no_script_and_no_inline_style(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    assert "<script" not in html
    assert "<style" not in html
    assert not re.search(r"\s(style|on\w+)=", html)


def test_frame_leads_only_to_addresses_that_exist(client: Client) -> None:
    for address in set(links_of(client.get("/").content.decode())):
        if address.startswith("/") and not address.startswith("/static/"):
            assert client.get(address).status_code == 200, address


def test_other_language_is_the_same_page() -> None:
    assert in_other_language("/tarsene/?q=лекар") == "/en/tarsene/?q=лекар"
    assert in_other_language("/en/tarsene/?q=doctor") == "/tarsene/?q=doctor"
    assert in_other_language("/en/") == "/"


def test_phone_of_the_network_is_absent_until_it_is_set(client: Client, settings: Settings) -> None:
    def phones_in_header() -> int:
        return header_of(client.get("/").content.decode()).count("tel:")

    settings.RAMO_PHONE = ""
    assert phones_in_header() == 0
    settings.RAMO_PHONE = "096 000 145"
    assert phones_in_header() == 1


def test_demo_says_so_on_every_page(client: Client, settings: Settings) -> None:
    settings.RAMO_DEMO = True
    assert all('class="demo"' in client.get(page).content.decode() for page in (*PAGES, "/nyama/"))
    settings.RAMO_DEMO = False
    assert 'class="demo"' not in client.get("/").content.decode()


def framed(rf: RequestFactory, **visitor: object) -> str:
    request = rf.get("/rabotno-myasto/")
    for name, value in visitor.items():
        setattr(request, name, value)
    return render_to_string("design/page.html", frame(request))


def test_chosen_library_stands_in_the_header_and_among_the_help_phones(rf: RequestFactory) -> None:
    html = framed(rf, chosen_library=ChosenLibrary("2345", "Библиотека <Росен дол>", "096 000 145"))
    assert html.count('href="/biblioteka/2345/"') == 2
    assert "Библиотека &lt;Росен дол&gt;" in html
    assert 'href="tel:+35996000145"' in html


def test_big_letters_can_be_switched_on_and_off(rf: RequestFactory) -> None:
    assert '<html lang="bg" class="big">' in framed(rf, big_type=True)
    assert 'name="big" value="0"' in framed(rf, big_type=True)
    assert 'name="big" value="1"' in framed(rf)


def test_staff_bar_shows_role_place_and_the_tabs_given(rf: RequestFactory) -> None:
    html = framed(rf, working_as=WorkingAs("Библиотекар", "Росен дол", (StaffTab.DESK,)))
    assert "Библиотекар · Росен дол" in html
    assert '<a href="/rabotno-myasto/" aria-current="page">Работно място</a>' in html
    assert 'action="/vhod/izhod/"' in html


def test_page_with_a_head_has_its_crumbs_in_the_band() -> None:
    page = "{% extends 'design/page.html' %}{% block band %}<h1>Работа</h1>{% endblock %}"
    html = Template(page).render(Context({"crumbs": [("Работа", "")]}))
    assert re.search(r'class="a-band">\s*<div class="wrap">\s*<nav class="crumbs"', html)


def test_unknown_address_answers_404_with_ways_on(client: Client) -> None:
    answer = client.get("/nyama/")
    assert answer.status_code == 404
    assert "Тази страница я няма" in answer.content.decode()


def test_broken_page_gives_the_number_that_stands_in_the_log(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    answer = client.get("/schupeno/?q=secret")
    number = re.search(r"\d\d-\d{4}-[0-9A-F]{4}", answer.content.decode())
    assert answer.status_code == 500
    assert number is not None
    said = [record.getMessage() for record in caplog.records if record.name == "ramo.pages"]
    assert said == [f"Page broken, number {number.group()}: GET /schupeno/"]


def test_form_without_a_token_says_that_nothing_was_sent(settings: Settings) -> None:
    answer = Client(enforce_csrf_checks=True).post("/vhod/")
    assert answer.status_code == 403
    assert "Нищо не е изпратено" in answer.content.decode()


def test_security_contact_is_absent_until_somebody_is_named(client: Client, settings: Settings) -> None:
    settings.RAMO_SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.RAMO_SECURITY_CONTACT = "mailto:security@example.bg"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@example.bg\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d$", text, re.M)


def test_robots_keep_out_of_the_workplace(client: Client) -> None:
    assert "Disallow: /rabotno-myasto/" in client.get("/robots.txt").content.decode()


def test_health_check_asks_the_database_nothing(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_too_many_tries_are_answered_with_429_and_a_way_on(rf: RequestFactory) -> None:
    answer = too_many(rf.get("/"))
    assert answer.status_code == 429
    assert "Изчакайте няколко минути" in answer.content.decode()
