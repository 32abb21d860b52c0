"""RSS, Atom and JSON Feed; and the feed that a page announces."""

import io
import re
from typing import Any
from urllib.parse import urljoin

import feedparser

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable
from ramo.harvest.recognise import announced_feed

from . import markup, objects, prose
from .encoding import decode
from .gathering import Gathering, snippet

_ROOT = re.compile(r"<(?:rss|feed|[a-z]{1,5}:RDF|RDF)\b", re.IGNORECASE)


def read(content: bytes, *, options: ReadOptions) -> Reading:
    text, encoding = decode(content, content_type=options.content_type)
    if text.lstrip().startswith("{"):
        return _read_json(objects.json_of(text), options)
    if not _ROOT.search(text[:5000]):
        return Reading(failure=Failure.NOT_THIS_DIALECT, next_address=announced_feed(text[:200_000], options.address))
    markup.refuse_entities(text)
    return _read_xml(text, encoding, options)


def _read_xml(text: str, encoding: str, options: ReadOptions) -> Reading:
    try:
        # As a stream: a plain value could be taken for a file's name or an address.
        feed = feedparser.parse(io.BytesIO(markup.PROLOGUE.sub("", text).encode()), sanitize_html=True)
    except Exception as error:  # noqa: BLE001  the library is known to raise anything on damaged feeds
        raise Unreadable(Failure.UNREADABLE, f"{type(error).__name__}: {error}"[:200]) from None
    if not feed.entries and (feed.bozo or not feed.version):
        raise Unreadable(Failure.UNREADABLE, str(feed.get("bozo_exception", ""))[:200])
    gathering = Gathering(options)
    if feed.bozo:
        gathering.notes.append("damaged: " + prose.line(str(feed.get("bozo_exception", "")), longest=200))
    if encoding != "utf-8":
        gathering.notes.append(f"charset {encoding}")
    for number, entry in enumerate(feed.entries, 1):
        with gathering.one(f"item {number}"):
            _add(gathering, entry, feed.feed, number)
    following = next((link.get("href", "") for link in feed.feed.get("links", ()) if link.get("rel") == "next"), "")
    return gathering.reading(next_address=prose.link(urljoin(options.address, following)) if following else "")


def _add(gathering: Gathering, entry: Any, feed: Any, number: int) -> None:
    bodies = [body.get("value", "") for body in entry.get("content", ())] + [entry.get("summary", "")]
    language = entry.get("language") or feed.get("language") or ""
    gathering.add(
        entry.get("id") or entry.get("link") or "",
        RecordKind.ARTICLE,
        {
            "title": entry.get("title", ""),
            "text": max(bodies, key=len),
            "link": entry.get("link", ""),
            "published": entry.get("published", "") or entry.get("created", ""),
            "updated": dict.get(entry, "updated", ""),  # its own `get` warns, and falls back on `published`
            "valid_until": entry.get("expired", ""),
            "language": language[:2].lower(),
            "organisation": entry.get("author", "") or feed.get("title", ""),
            "topics": [tag.get("term", "") or "" for tag in entry.get("tags", ())],
            "picture": _picture(entry),
        },
        where=f"item {number}",
        original=snippet({name: entry.get(name) for name in ("id", "title", "link", "published", "summary")}),
    )


def _picture(entry: Any) -> str:
    for found in (*entry.get("media_content", ()), *entry.get("enclosures", ())):
        if str(found.get("type", "")).startswith("image/") or found.get("medium") == "image":
            return str(found.get("url") or found.get("href") or "")
    return ""


def _read_json(feed: Any, options: ReadOptions) -> Reading:
    if not objects.text(feed, "version").startswith("https://jsonfeed.org/version/"):
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no JSON Feed")
    gathering = Gathering(options)
    for number, item in enumerate(objects.listed(feed, "items"), 1):
        where = f"items[{number - 1}]"
        with gathering.one(where):
            _add_json(gathering, item, feed, where)
    return gathering.reading(next_address=prose.link(objects.text(feed, "next_url")))


def _add_json(gathering: Gathering, item: Any, feed: Any, where: str) -> None:
    language = objects.text(item, "language") or objects.text(feed, "language")
    author = objects.text(item, "authors", 0, "name") or objects.text(item, "author", "name")
    gathering.add(
        objects.text(item, "id") or objects.text(item, "url"),
        RecordKind.ARTICLE,
        {
            "title": objects.text(item, "title"),
            "text": objects.text(item, "content_html")
            or objects.text(item, "content_text")
            or objects.text(item, "summary"),
            "link": objects.text(item, "url"),
            "published": objects.text(item, "date_published"),
            "updated": objects.text(item, "date_modified"),
            "language": language[:2].lower(),
            "organisation": author or objects.text(feed, "title"),
            "topics": objects.texts(item, "tags"),
            "picture": objects.text(item, "image"),
        },
        where=where,
        original=snippet(item),
    )
