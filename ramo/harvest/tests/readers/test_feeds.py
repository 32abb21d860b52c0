"""RSS, Atom and JSON Feed as sites really serve them."""

import json
from pathlib import Path

import pytest

from ramo.harvest.data import Failure, ReadOptions, Reason, Unreadable
from ramo.harvest.readers import feeds

HERE = ReadOptions(address="https://obs.example.bg/feed/")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Община Росен дол</title><language>bg-BG</language>
<item><title>Курс по шев</title><link>/kurs-shev</link><guid isPermaLink="false">77</guid>
 <pubDate>Mon, 23 Nov 2026 10:00:00 +0200</pubDate><category>Обучения</category>
 <content:encoded><![CDATA[<p>Записване до <b>30 ноември</b>.</p><script>alert(1)</script>
 <p>Тел. 096 000 145</p>]]></content:encoded>
</item>
<item><title>Работа в кухня &amp; зала</title><link>https://obs.example.bg/rabota</link></item>
<item><link>https://obs.example.bg/bez-ime</link></item>
<item><title>Отново</title><link>https://obs.example.bg/rabota</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="bg"><title>Музей</title>
<link rel="next" href="?page=2"/>
<entry><id>tag:museum,2026:1</id><title type="html">Изложба &lt;i&gt;Рози&lt;/i&gt;</title>
<link href="https://museum.example.bg/1"/><updated>2026-11-20T08:00:00Z</updated>
<summary>Вход свободен.</summary><author><name>Музей Росен дол</name></author></entry></feed>"""


def test_items_come_with_their_fields_in_plain_text() -> None:
    reading = feeds.read(RSS.encode(), options=HERE)
    first, second = reading.records
    assert (first.external_id, first.text("title")) == ("77", "Курс по шев")
    assert first.text("text") == "Записване до 30 ноември.\n\nТел. 096 000 145"
    assert first.text("link") == "https://obs.example.bg/kurs-shev"
    assert first.text("language") == "bg"
    assert first.items("topics") == ("Обучения",)
    assert first.text("organisation") == "Община Росен дол"
    assert second.text("title") == "Работа в кухня & зала"


def test_item_without_a_title_or_seen_twice_is_refused_alone() -> None:
    reading = feeds.read(RSS.encode(), options=HERE)
    assert [(each.where, each.reason) for each in reading.rejected] == [
        ("item 3", Reason.NO_TITLE),
        ("item 4", Reason.TWICE),
    ]


def test_atom_is_read_and_names_its_next_page() -> None:
    reading = feeds.read(ATOM.encode(), options=HERE)
    assert reading.records[0].text("title") == "Изложба Рози"
    assert reading.records[0].text("updated") == "2026-11-20T08:00:00Z"
    assert reading.next_address == "https://obs.example.bg/feed/?page=2"


def test_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Читалище",
        "next_url": "https://c.example.bg/2.json",
        "items": [
            {
                "id": 5,
                "title": "Концерт",
                "content_html": "<p>Вход <script>x()</script>свободен</p>",
                "tags": ["музика"],
            },
            {"id": "6", "content_text": "без заглавие"},
            "not an item",
        ],
    }
    reading = feeds.read(json.dumps(feed).encode(), options=HERE)
    assert [(each.external_id, each.text("text")) for each in reading.records] == [("5", "Вход свободен")]
    assert reading.next_address == "https://c.example.bg/2.json"
    assert [each.reason for each in reading.rejected] == [Reason.NO_TITLE, Reason.NO_TITLE]


def test_feed_in_windows_1251_is_read_and_said() -> None:
    for declaration in ('encoding="windows-1251"', 'encoding="UTF-8"'):  # the second lies
        rss = RSS.replace('encoding="UTF-8"', declaration).encode("windows-1251")
        reading = feeds.read(rss, options=HERE)
        assert reading.records[0].text("title") == "Курс по шев"
        assert reading.notes == ("charset windows-1251",)


def test_garbled_titles_are_a_failure_and_no_records() -> None:
    rss = RSS.replace("Курс по шев", "Курс по шев и кроене за начинаещи".encode().decode("windows-1251", "replace"))
    rss = rss.replace("Работа в кухня", "Работа в кухня на ресторант".encode().decode("windows-1251", "replace"))
    with pytest.raises(Unreadable) as refused:
        feeds.read(rss.encode(), options=HERE)
    assert refused.value.failure is Failure.GARBLED


def test_feed_cut_off_in_the_middle_gives_what_it_has_and_says_so() -> None:
    reading = feeds.read(RSS[: RSS.index("<item><link>")].encode(), options=HERE)
    assert len(reading.records) == 2
    assert reading.notes[0].startswith("damaged")


def test_page_that_announces_a_feed_gives_its_address() -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head><body>Новини'
    reading = feeds.read(page.encode(), options=HERE)
    assert reading.failure is Failure.NOT_THIS_DIALECT
    assert reading.next_address == "https://obs.example.bg/rss?a=1&b=2"


def test_page_without_a_feed_announces_nothing() -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="javascript:x()"></head>'
    assert feeds.read(page.encode(), options=HERE).next_address == ""


@pytest.mark.parametrize("broken", ["<rss><channel>", "<rss", "{", '{"version": "1"}', '{"items": []}'])
def test_broken_feed_is_a_failure(broken: str) -> None:
    with pytest.raises(Unreadable):
        feeds.read(broken.encode(), options=HERE)


def test_entities_are_refused_before_anything_expands() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    rss = RSS.replace("<rss", bomb + "<rss", 1).replace("Курс по шев", "&b;")
    with pytest.raises(Unreadable) as refused:
        feeds.read(rss.encode(), options=HERE)
    assert refused.value.failure is Failure.BOMB


def test_content_is_never_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rss"
    file.write_text(RSS)
    reading = feeds.read(str(file).encode(), options=HERE)
    assert reading.records == ()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", " java\tscript:x"]
)
def test_link_that_is_no_web_address_is_dropped(address: str) -> None:
    rss = RSS.replace("/kurs-shev", address)
    assert feeds.read(rss.encode(), options=HERE).records[0].text("link") == ""
