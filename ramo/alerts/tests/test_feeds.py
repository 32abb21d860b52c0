"""Each search is a feed that other programs can read, and that keeps to the rules of trust."""

import json
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from ramo.alerts.tests.factories import CHECKED
from ramo.network.tests.factories import make_library
from ramo.search.tests.factories import file, make_area, make_place

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def atom(query: str, prefix: str = "") -> ElementTree.Element:
    answer = Client().get(f"{prefix}/tarsene/novo.atom?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own


def json_feed(query: str, prefix: str = "") -> dict[str, Any]:
    answer = Client().get(f"{prefix}/tarsene/novo.json?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    read: dict[str, Any] = json.loads(answer.content)
    return read


def titles(query: str) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in atom(query).iter(f"{ATOM}entry")]


def test_an_atom_document_has_all_that_the_standard_asks() -> None:
    file("Шивачка & готвач\x01 <b>", text_bg="Цех \x0b в Росен дол", **CHECKED)
    feed = atom("q=шивачка")
    for parent in (feed, feed.find(f"{ATOM}entry")):
        assert parent is not None
        assert parent.findtext(f"{ATOM}id", "").startswith("http://localhost:8000/")
        assert parent.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(parent.findtext(f"{ATOM}updated", "")).tzinfo
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "bg"


def test_a_program_that_reads_feeds_reads_it() -> None:
    file("Шивачка", **CHECKED)
    read = feedparser.parse(Client().get("/tarsene/novo.atom?q=шивачка").content)
    assert not read.bozo
    assert [(entry.title, entry.link) for entry in read.entries] == [("Шивачка", "http://localhost:8000/resurs/x/")]


def test_a_json_document_has_all_that_the_standard_asks() -> None:
    file("Шивачка", **CHECKED)
    feed = json_feed("q=шивачка")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert {"id", "url", "title", "content_text", "date_published", "language"} <= set(item)
    assert "Проверено на 02.11.2026: Бюро по труда." in item["content_text"]


@pytest.mark.parametrize(
    "hidden", [{"verified_on": None}, {"recommended": False}, {"valid_until": date(2020, 1, 1)}, {"public": False}]
)
def test_only_what_is_checked_recommended_and_in_force_is_fed(hidden: dict[str, object]) -> None:
    file("Шивачка", **(CHECKED | hidden))
    assert titles("q=шивачка") == []


def test_an_empty_feed_is_a_document_and_stays_the_same_all_day() -> None:
    first, second = (Client().get("/tarsene/novo.atom?q=шивачка").content for _ in range(2))
    assert first == second
    assert json_feed("q=шивачка")["items"] == []


def test_health_has_feeds() -> None:
    make_area("health")
    file("Преглед", area="health", **CHECKED)
    assert titles("a=health") == ["Преглед"]


def test_filters_and_place_hold_for_feeds() -> None:
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    make_place("00005", "Далечно", district="VAR", at=(43.2, 27.9))
    file("Близо", ekatte="00001", kind="vacancy", **CHECKED)
    file("Далеч", ekatte="00005", kind="vacancy", **CHECKED)
    file("Курс", ekatte="00001", kind="course", **CHECKED)
    assert titles("k=vacancy&p=00001") == ["Близо"]


@pytest.mark.parametrize("query", ["", "q=", "p=Няматакова&k=vacancy"])
def test_a_question_without_meaning_is_no_feed(query: str) -> None:
    assert Client().get(f"/tarsene/novo.atom?{query}").status_code == 404


def test_a_feed_in_english_keeps_the_names_of_its_entries() -> None:
    file("Шивачка", title_en="Seamstress", **CHECKED)
    english, bulgarian = json_feed("q=шивачка", "/en"), json_feed("q=шивачка")
    (one,), (other,) = english["items"], bulgarian["items"]
    assert (one["title"], one["url"]) == ("Seamstress", "http://localhost:8000/en/resurs/x/")
    assert one["id"] == other["id"]


def test_feeds_are_shared_by_all_who_read_them() -> None:
    answer = Client().get("/tarsene/novo.atom?q=шивачка")
    assert answer.headers["Cache-Control"] == "public"
    assert not answer.cookies


def test_the_search_page_leads_to_its_feeds_in_its_head_and_in_words() -> None:
    file("Шивачка", **CHECKED)
    page = Client().get("/tarsene/?q=шивачка&page=1&s=newest").content.decode()
    head, body = page.split("<body", 1)
    assert head.count('rel="alternate" type="application/') == 2
    assert "Абонирай се (RSS)" in body
    assert "Съобщи ми за нови" in body
    assert "novo.atom?q=%D1%88%D0%B8" in body


def test_every_list_leads_to_its_feeds_in_its_head_and_in_words() -> None:
    library, area = make_library(), make_area("culture")
    lists = {
        "/obyavi/": "k=vacancy",
        f"/obyavi/?p={library.settlement_id}": f"p={library.settlement_id}",
        "/kursove/": "k=course",
        f"/oblast/{area.pk}/": "a=culture",
        f"/myasto/{library.settlement_id}/": f"p={library.settlement_id}",
        f"/biblioteka/{library.pk}/": f"p={library.settlement_id}",
    }
    for address, query in lists.items():
        head, body = Client().get(address).content.decode().split("<body", 1)
        assert head.count('rel="alternate" type="application/') == 2, address
        assert query in head, address
        assert "Абонирай се (RSS)" in body, address
