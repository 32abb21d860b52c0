"""Guesses the dialect of a document from its first bytes and its content type; looks, and parses nothing."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from .data import Dialect

_SEEN = 200_000
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
_FEED = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s{0,3}=\s{0,3}["']?([^"'\s>]{1,2000})""", re.IGNORECASE)
_THINGS = re.compile(r"""schema\.org|"@type"\s{0,5}:""", re.IGNORECASE)
_KINDS = re.compile(r"JobPosting|Course\b|[A-Za-z]{0,20}Event\b|Festival")
_POSTS = re.compile(r'^\s{0,20}\[\s{0,20}(?:\]|\{\s{0,20}"id"\s{0,5}:)')
_MARKS = (  # the first that stands in the head of the document decides
    ("BEGIN:VCALENDAR", Dialect.ICALENDAR),
    ("<OAI-PMH", Dialect.OAI_PMH),
    ("PositionOpening", Dialect.EURES_XML),
    ("<rss", Dialect.FEEDS),
    ("<feed", Dialect.FEEDS),
    ("<rdf:RDF", Dialect.FEEDS),
)
_JSON_MARKS = (
    ("https://jsonfeed.org/version/", Dialect.FEEDS),
    ('"jvs"', Dialect.EURES_SEARCH),
    ('"success"', Dialect.EGOV_DATA),
    ('"contents"', Dialect.HSDS),
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """`dialect` is None when nothing fits. `feed_address`: the page itself announces a better source."""

    dialect: Dialect | None
    feed_address: str = ""


def recognise(content: bytes, *, content_type: str = "", address: str = "") -> Recognised:
    if content.startswith(_ARCHIVES):
        return Recognised(Dialect.SPREADSHEET)
    text = _text(content[:_SEEN])
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return Recognised(_of_json(start))
    for mark, dialect in _MARKS:
        if mark.lower() in start[:3000].lower():
            return Recognised(dialect)
    if "<html" in start[:3000].lower() or "<!doctype html" in start[:200].lower() or "<table" in start[:3000].lower():
        return _of_page(text, address)
    return Recognised(Dialect.SPREADSHEET if _is_table(text, content_type) else None)


def _of_json(text: str) -> Dialect | None:
    for mark, dialect in _JSON_MARKS:
        if mark in text:
            return dialect
    return Dialect.WORDPRESS if _POSTS.match(text) and '"rendered"' in text else None


def _of_page(text: str, address: str) -> Recognised:
    feed = announced_feed(text, address)
    if "/s/Procedure/Info/" in text or "/s/Procedure/" in address:
        return Recognised(Dialect.ISUN, feed)
    if _THINGS.search(text) and _KINDS.search(text):
        return Recognised(Dialect.STRUCTURED, feed)
    return Recognised(Dialect.SPREADSHEET if "<table" in text.lower() and not feed else None, feed)


def announced_feed(text: str, address: str) -> str:
    """The feed that a page names in its head, "" when it names none."""
    for link in _LINK.findall(text):
        if _FEED.search(link) and "alternate" in link.lower() and (href := _HREF.search(link)):
            found = urljoin(address, href[1].replace("&amp;", "&"))
            return found if found.startswith(("http://", "https://")) else ""
    return ""


def _is_table(text: str, content_type: str) -> bool:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if not lines or "\x00" in text:
        return False
    if "csv" in content_type.lower() or "tab-separated" in content_type.lower():
        return True
    return any(sum(mark in line for line in lines) > len(lines) / 2 for mark in "\t;|") and len(lines) > 1


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1251", errors="replace")
