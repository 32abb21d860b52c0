"""Reads a foreign page in the limited child: is it there at all, is its site for sale, and what does it mean to say.

What changes daily without meaning anything (dates, hours, counters, tokens) is left out of the digest; phones,
amounts and names stay in it.
"""

import codecs
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

# Looked up now, because the child can open no file later.
_KNOWN = ("utf-8", "windows-1251", "iso-8859-5", "iso-8859-1", "koi8-r", "cp866")
_ENCODINGS = {codecs.lookup(name).name for name in _KNOWN}
SEEN_BYTES = 1_000_000
_LITTLE = 1_500  # characters: such a page has nothing else to say
_LEAST = 60  # characters: less is a frame that a script fills
_ASIDE = "//script|//style|//noscript|//template|//svg|//iframe|//nav|//header|//footer|//aside|//form|//*[@hidden]"
_BODY = ("//main", "//*[@role='main']", "//article")
_BLOCKS = {
    "p",
    "div",
    "li",
    "tr",
    "td",
    "th",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dt",
    "dd",
    "section",
    "option",
}

_MISSING_TITLE = re.compile(
    r"(?:^|[-–—|:»«(])\s*(?:грешка|error|http|код)?\s*(?:404|410)\s*(?:$|[-–—|:!.)»«])"
    r"|(?:грешка|error|http) (?:404|410)\b|\b(?:404|410) (?:not found|gone|error|грешка)\b"
)
_MISSING = re.compile(
    r"\b(?:page|file|document|content|resource|the requested url) (?:was |is |could |can ?)?(?:not |no longer )(?:be )?"
    r"(?:found|exists?|available)\b"
    r"|\b(?:страницата|файлът|документът|съдържанието|адресът|обявата|статията)(?:,? ко[яй]то [а-я ]{3,30},?)? "
    r"(?:не е намерен[ао]?|не беше намерен[ао]?|не съществува|вече не съществува|не може да бъде намерен[ао]?|"
    r"е премахнат[ао]?|е изтрит[ао]?|липсва)\b"
    r"|\b(?:няма|не открихме|не намерихме) (?:такава|такъв|търсената|исканата) (?:страница|адрес|документ)\b"
    r"|\bтърсената (?:от вас )?страница (?:не |липсва|я няма)"
)
_FOR_SALE = re.compile(
    r"\b(?:this |the )?domain(?: name)?(?: [a-z0-9.-]{4,60})? (?:is|may be) (?:for sale|parked|available)\b"
    r"|\bbuy this domain\b|\bdomain (?:has )?expired\b|\bthis domain has expired\b|\bparked (?:free|domain)\b"
    r"|\bдомейн(?:ът|а)?(?: [a-z0-9а-я.-]{4,60})? (?:се продава|е паркиран|е изтекъл|е свободен)\b"
    r"|\baccount (?:has been )?suspended\b|\bсайтът е (?:временно )?спрян\b|\bwebsite (?:is )?suspended\b"
)
_SELLERS = (
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "hugedomains.com",
    "parklogic.com",
    "afternic.com/forsale",
)

_MONTHS = "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември"
_DAILY = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:20)?\d\d\b(?: ?г\.?)?|\b20\d\d-\d\d-\d\d(?:t[\d:.z+-]+)?\b"
    rf"|\b\d{{1,2}} (?:{_MONTHS})(?: 20\d\d)?(?: ?г\.?)?"
    r"|\b(?:понеделник|вторник|сряда|четвъртък|петък|събота|неделя|днес|вчера)\b(?=,? ?\d| *$)"
    r"|\b\d{1,2}:\d\d(?::\d\d)?(?: ?ч\.?)?(?=\s|$)(?! ?[-–])"
    r"|\bпреди \d+ (?:секунд|минут|час|ден|дни|седмиц)[а-я]*|\b\d+ (?:seconds?|minutes?|hours?|days?) ago\b"
    r"|(?:©|copyright|\(c\)) ?(?:20\d\d)?(?: ?[-–] ?20\d\d)?"
)
_TOKEN = re.compile(r"\b(?=[a-z0-9_-]*\d)(?=[a-z0-9_-]*[a-z])[a-z0-9_-]{16,}\b")
_COUNTER = re.compile(
    r"посещени|посетител|прегледа?н|прегледи|видян[ао]? |онлайн в момента|visitors?|page ?views|online now"
    r"|последна (?:актуализация|промяна)|обновена? на|last (?:updated|modified)|генерирана за|generated in"
)


def judged(content: bytes, argument: str) -> bytes:
    """For `limited.run`: the page and its declared encoding → {"failure": "" | "soft_404" | "parked", "digest": …}."""
    found = judge(content[:SEEN_BYTES], encoding=argument)
    return json.dumps(found).encode()


def judge(content: bytes, *, encoding: str = "") -> dict[str, str]:
    page = _parsed(content, encoding)
    if page is None:
        return {"failure": "", "digest": ""}
    head = [_words(each) for each in page.xpath("//title|//h1")]
    sources = " ".join(page.xpath("//script/@src|//iframe/@src|//a/@href|//link/@href"))
    everything = _words(page)
    failure = _failure(head, everything, sources.lower())
    return {"failure": failure, "digest": "" if failure else _digest(page)}


def meaning(content: bytes, *, encoding: str = "") -> list[str]:
    """The lines that count, each once, in no order of the page's own."""
    page = _parsed(content, encoding)
    return _lines(page) if page is not None else []


def _failure(head: list[str], everything: str, sources: str) -> str:
    is_short = len(everything) < _LITTLE
    if any(seller in sources for seller in _SELLERS) and is_short:
        return "parked"
    if _FOR_SALE.search(everything if is_short else " ".join(head)):
        return "parked"
    if any(_MISSING_TITLE.search(line) or _MISSING.search(line) for line in head):
        return "soft_404"
    return "soft_404" if is_short and _MISSING.search(everything) else ""


def _digest(page: Any) -> str:
    lines = _lines(page)
    if sum(map(len, lines)) < _LEAST:
        return ""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _lines(page: Any) -> list[str]:
    for aside in page.xpath(_ASIDE):
        aside.drop_tree()
    parts = next((found for where in _BODY if (found := page.xpath(where))), [page])
    lines = {_lasting(line) for part in parts for line in _text_lines(part)}
    return sorted(line for line in lines if any(sign.isalnum() for sign in line))


def _lasting(line: str) -> str:
    plain = " ".join(line.lower().split())
    if _COUNTER.search(plain):
        return ""
    return " ".join(_TOKEN.sub(" ", _DAILY.sub(" ", plain)).split())


def _text_lines(part: Any) -> Iterator[str]:
    """What stands in one block is one line."""
    line: list[str] = []
    for event, element in etree.iterwalk(part, events=("start", "end")):
        if not isinstance(element.tag, str):  # a comment
            line += [element.tail or ""] if event == "end" else []
            continue
        if element.tag in _BLOCKS:
            yield "".join(line)
            line = []
        line.append((element.text if event == "start" else element.tail) or "")
    yield "".join(line)


def _decoded(content: bytes, declared: str) -> str:
    for name in (declared, "utf-8", "windows-1251"):
        try:
            if name and codecs.lookup(name).name in _ENCODINGS:
                return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", errors="replace")


def _words(element: Any) -> str:
    seen = element.xpath(".//text()[not(parent::script or parent::style)]")
    return " ".join(" ".join(seen).lower().split())


def _parsed(content: bytes, encoding: str) -> Any:
    text = _decoded(content, encoding)
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # an empty page, or none at all
        return None
