"""ИСУН 2020: the list of procedures and the page of one procedure, as the public part of the system shows them."""

import re
from urllib.parse import urljoin

from lxml import etree

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import markup, prose
from .gathering import Gathering

_ADDRESS = re.compile(r"/s/Procedure/Info/([0-9A-Fa-f-]{36})")
_CODE = re.compile(r"^\s*([A-Z]{2}[0-9A-Z]{4,12}(?:-[0-9.]{1,12})?)\s*[-–—:]?\s*(.+)$", re.DOTALL)
_COUNT = re.compile(r"\s*\(\d{1,5}\)\s*$")
_LABELS = {
    "начален срок": "opens",
    "краен срок": "closes",
    "програма": "programme",
    "цел": "text",
    "цел на процедурата": "text",
    "описание": "text",
    "кандидати": "who_may_apply",
    "допустими кандидати": "who_may_apply",
    "бюджет": "amount_total",
    "общ бюджет": "amount_total",
    "start date": "opens",
    "end date": "closes",
}


def read(content: bytes, *, options: ReadOptions) -> Reading:
    """A list gives calls with their codes and addresses, without dates; the page of each has those."""
    page = markup.parse_html(content, content_type=options.content_type)
    gathering = Gathering(options)
    rows = markup.select(page, "//*[@data-href] | //a[@href]")
    listed = [row for row in rows if _ADDRESS.search(row.get("data-href") or row.get("href") or "")]
    deadlines = [label for label in page.iter("b", "strong", "label", "dt", "th") if _field(label)]
    if deadlines and _ADDRESS.search(options.address):
        _add_page(gathering, page, deadlines)
    elif listed:
        for number, row in enumerate(listed, 1):
            with gathering.one(f"row {number}"):
                _add_row(gathering, row, f"row {number}")
    else:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no procedures")
    return gathering.reading()


def _add_row(gathering: Gathering, row: markup.Element, where: str) -> None:
    address = row.get("data-href") or row.get("href") or ""
    written = " ".join(markup.words(row).split())
    code = _CODE.match(written)
    if code is None and row.tag == "a":
        return  # a comment's or an icon's link to the same procedure
    gathering.add(
        _ADDRESS.search(address)[1].lower(),  # type: ignore[index]
        RecordKind.CALL,
        {
            "title": code[2] if code else written,
            "procedure_code": code[1] if code else "",
            "programme": _programme(row),
            "link": urljoin(gathering.options.address or "https://eumis2020.government.bg/", address),
            "language": "bg",
        },
        where=where,
        original=etree.tostring(row, encoding="unicode"),
    )


def _programme(row: markup.Element) -> str:
    """The nearest branch of the tree above that is no procedure: „Програма … (12)“."""
    for branch in row.iterancestors("li"):
        own = (branch.text or "") + "".join(markup.words(child) for child in branch if child.tag != "ul")
        if not branch.get("data-href") and own.strip():
            return _COUNT.sub("", " ".join(own.split()))
    return ""


def _add_page(gathering: Gathering, page: markup.Element, labels: list[markup.Element]) -> None:
    match = _ADDRESS.search(gathering.options.address)
    fields: dict[str, str] = {}
    for label in labels:
        fields.setdefault(_field(label), _value(label))
    heading = next((found for found in map(_CODE.match, _headings(page)) if found), None)
    if heading is None:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no code of a procedure")
    gathering.add(
        match[1].lower() if match else heading[1],
        RecordKind.CALL,
        {
            **fields,
            "title": heading[2],
            "procedure_code": heading[1],
            "link": gathering.options.address,
            "language": "bg",
        },
        where=heading[1],
        original="\n".join(f"{name}: {value}" for name, value in fields.items()),
    )


def _headings(page: markup.Element) -> list[str]:
    return [" ".join(markup.words(each).split()) for each in page.iter("h1", "h2", "h3", "h4", "title")]


def _field(label: markup.Element) -> str:
    return _LABELS.get(" ".join(markup.words(label).split()).rstrip(": ").lower(), "")


def _value(label: markup.Element) -> str:
    """What stands after the label in the same paragraph, else in the next element."""
    parent = label.getparent()
    whole = "" if parent is None else markup.words(parent)
    own = markup.words(label)
    rest = whole.partition(own)[2].strip(" :\n\t\u00a0") if own else ""
    if rest:
        return prose.plain(rest)
    following = label.getnext() if label.getnext() is not None else None if parent is None else parent.getnext()
    return "" if following is None else prose.plain(markup.words(following))
