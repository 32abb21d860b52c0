"""Collections by OAI-PMH 2.0, records in simple Dublin Core (oai_dc)."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from lxml import etree

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import markup, prose
from .gathering import Gathering

_EMPTY = "noRecordsMatch"
_LANGUAGES = {"bul": "bg", "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "rus": "ru", "tur": "tr"}


def read(content: bytes, *, options: ReadOptions) -> Reading:
    root = markup.parse_xml(content, content_type=options.content_type)
    if markup.name_of(root) != "OAI-PMH":
        raise Unreadable(Failure.NOT_THIS_DIALECT, markup.name_of(root)[:100])
    error = markup.find(root, "error")
    if error is not None:
        if error.get("code") == _EMPTY:
            return Reading()
        raise Unreadable(Failure.ANSWERED_ERROR, error.get("code", "")[:100])
    answer = markup.find(root, "ListRecords")
    if answer is None:
        answer = markup.find(root, "GetRecord")
    if answer is None:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no records")
    gathering = Gathering(options)
    records = [child for child in answer if markup.name_of(child) == "record"]
    for number, record in enumerate(records, 1):
        with gathering.one(f"record {number}"):
            _add(gathering, record, f"record {number}")
    token = markup.find(answer, "resumptionToken")
    return gathering.reading(next_address=_following(token, options.address), total=_total(token))


def _add(gathering: Gathering, record: markup.Element, where: str) -> None:
    header = markup.find(record, "header")
    identifier = "" if header is None else markup.text_at(header, "identifier")
    if header is not None and header.get("status") == "deleted":
        gathering.gone.append(identifier)
        return
    work = markup.find(record, "metadata", "dc")
    if work is None:
        raise ValueError("no Dublin Core")
    identifiers = markup.texts_at(work, "identifier")
    language = next(iter(markup.texts_at(work, "language")), "").lower()
    gathering.add(
        identifier,
        RecordKind.CULTURE,
        {
            "title": next(iter(markup.texts_at(work, "title")), ""),
            "text": "\n\n".join(markup.texts_at(work, "description")),
            "link": next((each for each in identifiers if prose.link(each)), ""),
            "topics": markup.texts_at(work, "subject"),
            "culture_kind": ", ".join(markup.texts_at(work, "type")),
            "rights": "; ".join(markup.texts_at(work, "rights")),
            "creator": markup.texts_at(work, "creator"),
            "holder": ", ".join(markup.texts_at(work, "publisher")),
            "published": next(iter(markup.texts_at(work, "date")), ""),
            "updated": "" if header is None else markup.text_at(header, "datestamp"),
            "language": _LANGUAGES.get(language, language[:2]),
            "place": ", ".join(markup.texts_at(work, "coverage")),
        },
        where=where,
        original=etree.tostring(work, encoding="unicode"),
    )


def _following(token: markup.Element | None, address: str) -> str:
    if token is None or not address or not markup.words(token):
        return ""
    query = urlencode({"verb": "ListRecords", "resumptionToken": markup.words(token)})
    return urlunsplit(urlsplit(address)._replace(query=query))


def _total(token: markup.Element | None) -> int | None:
    size = "" if token is None else token.get("completeListSize", "")
    return int(size[:12]) if size.isascii() and size.isdigit() else None
