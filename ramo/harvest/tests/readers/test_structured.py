"""schema.org inside pages, in both ways of writing it."""

import json

import pytest

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable
from ramo.harvest.readers import structured

HERE = ReadOptions(address="https://firm.example.bg/jobs/7")

JOB = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Шивач",
    "description": "<p>Работа на <b>оверлог</b>.</p><img src=x onerror=alert(1)>",
    "identifier": {"@type": "PropertyValue", "name": "Фирма", "value": "7"},
    "datePosted": "2026-11-20",
    "validThrough": "2026-12-05T16:00",
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "hiringOrganization": {"@type": "Organization", "name": "Росен дол текстил"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "ул. Роза 1",
            "addressLocality": "Габрово",
            "addressRegion": "Габрово",
            "postalCode": "5300",
            "addressCountry": "BG",
        },
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "minValue": 800, "maxValue": 1000.50, "unitText": "MONTH"},
    },
    "occupationalCategory": "7533",
    "totalJobOpenings": 3,
}


def page(*things: object) -> bytes:
    scripts = "".join(
        f'<script type="application/ld+json">{thing if isinstance(thing, str) else json.dumps(thing)}</script>'
        for thing in things
    )
    return f"<html><head>{scripts}</head><body>x</body></html>".encode()


def read(*things: object) -> Reading:
    return structured.read(page(*things), options=HERE)


def test_vacancy_is_read_with_its_pay_and_place() -> None:
    record = read(JOB).records[0]
    assert (record.kind, record.external_id) == (RecordKind.VACANCY, "7")
    assert record.text("text") == "Работа на оверлог."
    expected = {
        "employer": "Росен дол текстил",
        "settlement": "Габрово",
        "postcode": "5300",
        "wage_low": "800",
        "wage_high": "1000.5",
        "wage_currency": "EUR",
        "wage_period": "month",
        "positions": "3",
        "valid_until": "2026-12-05T16:00",
        "contract": "FULL_TIME, CONTRACTOR",
        "link": "https://firm.example.bg/jobs/7",
    }
    assert {name: record.text(name) for name in expected} == expected
    assert record.items("occupation_code") == ("7533",)


def test_things_are_found_in_graphs_and_lists() -> None:
    graph = {"@graph": [{"@type": "WebPage"}, {**JOB, "identifier": "8"}]}
    listing = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {**JOB, "identifier": "9"}}]}
    assert [record.external_id for record in read(graph, listing).records] == ["8", "9"]


def test_course_is_read_with_its_next_session() -> None:
    course = {
        "@type": "Course",
        "name": "Заварчик",
        "provider": {"name": "ЦПО Росен дол"},
        "hasCourseInstance": [{"startDate": "2027-01-10", "courseMode": "onsite", "location": "гр. Габрово"}],
        "offers": {"price": "300", "priceCurrency": "EUR"},
    }
    record = read(course).records[0]
    assert record.kind is RecordKind.COURSE
    assert (record.text("starts"), record.text("price")) == ("2027-01-10", "300 EUR")
    assert record.text("place") == "гр. Габрово"


def test_cancelled_event_is_gone() -> None:
    event = {"@type": "MusicEvent", "name": "Концерт", "startDate": "2026-12-01", "@id": "e1"}
    assert read({**event, "eventStatus": "https://schema.org/EventCancelled"}).gone == ("e1",)
    assert read(event).records[0].kind is RecordKind.EVENT


def test_several_events_of_one_page_are_told_apart() -> None:
    events = [{"@type": "Event", "name": "Четене", "startDate": f"2026-12-0{day}"} for day in (1, 2)]
    assert len(read(*events).records) == 2


def test_microdata_is_read() -> None:
    html = """<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Готвач</h1>
    <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
    <b itemprop="name">Хотел Роза</b></span><meta itemprop="validThrough" content="2026-12-31"></div>"""
    record = structured.read(html.encode(), options=HERE).records[0]
    assert record.text("title") == "Готвач"
    assert record.text("employer") == "Хотел Роза"
    assert record.text("valid_until") == "2026-12-31"


def test_broken_script_costs_itself_alone() -> None:
    reading = read('{"@type": "JobPosting", "title": ', JOB)
    assert len(reading.records) == 1
    assert [(each.where, each.reason) for each in reading.rejected] == [("JSON-LD 1", Reason.BROKEN)]


def test_page_without_our_things_is_another_dialect() -> None:
    with pytest.raises(Unreadable) as refused:
        read({"@type": "Recipe", "name": "Баница"})
    assert refused.value.failure is Failure.NOT_THIS_DIALECT


def test_properties_of_unexpected_shape_are_no_crash() -> None:
    odd = {
        **JOB,
        "jobLocation": [[]],
        "baseSalary": "много",
        "hiringOrganization": 5,
        "image": [None],
        "identifier": [],
    }
    reading = read({**odd, "jobLocation": "гр. Русе"}, {**odd, "@id": "2"})
    assert len(reading.records) == 2


def test_deep_nesting_is_refused() -> None:
    reading = read("[" * 5000 + "]" * 5000)
    assert reading.rejected[0].reason is Reason.BROKEN


def test_markup_of_great_depth_is_survived() -> None:
    html = b"<div>" * 50_000 + page(JOB)
    try:
        reading = structured.read(html, options=HERE)
    except Unreadable:
        return
    assert len(reading.records) <= 1
