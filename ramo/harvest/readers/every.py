"""Every reader by its dialect. Imported in the limited child only: together they are heavy."""

import codecs
from collections.abc import Callable

from ramo.harvest.data import Dialect, Reading, ReadOptions, Unreadable
from ramo.harvest.envelope import pack, unpack_options

from . import (
    egov_data,
    eures_search,
    eures_xml,
    feeds,
    hsds,
    icalendar,
    isun,
    oai_pmh,
    spreadsheet,
    structured,
    wordpress,
)

READERS: dict[Dialect, Callable[..., Reading]] = {
    Dialect.FEEDS: feeds.read,
    Dialect.ICALENDAR: icalendar.read,
    Dialect.STRUCTURED: structured.read,
    Dialect.WORDPRESS: wordpress.read,
    Dialect.OAI_PMH: oai_pmh.read,
    Dialect.EURES_XML: eures_xml.read,
    Dialect.EURES_SEARCH: eures_search.read,
    Dialect.ISUN: isun.read,
    Dialect.EGOV_DATA: egov_data.read,
    Dialect.HSDS: hsds.read,
    Dialect.SPREADSHEET: spreadsheet.read,
}


def read(dialect: Dialect, content: bytes, options: ReadOptions) -> Reading:
    try:
        return READERS[dialect](content, options=options)
    except Unreadable as error:
        return Reading(failure=error.failure, detail=error.detail)


def read_packed(content: bytes, argument: str) -> bytes:
    """What the limited child runs; the argument is the dialect, a line break, and the options."""
    dialect, _, options = argument.partition("\n")
    return pack(read(Dialect(dialect), content, unpack_options(options)))


def _rehearse() -> None:
    """The child opens no file: what libraries and codecs load at first use is brought in before it is locked."""
    for encoding in ("windows-1251", "windows-1252", "iso-8859-5", "koi8-r", "utf-16", "utf-8-sig", "cp437"):
        codecs.lookup(encoding)
    for dialect, content in _REHEARSALS.items():
        read(dialect, content, ReadOptions())


_REHEARSALS = {
    Dialect.FEEDS: b"<rss><channel><item><title>x</title><pubDate>Mon, 23 Nov 2026 10:00:00 +0200</pubDate>"
    b"<description>&lt;p&gt;x</description></item></channel></rss>",
    Dialect.ICALENDAR: b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20260105T100000\n"
    b"RRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\nEND:VCALENDAR",
    Dialect.STRUCTURED: b"<div itemscope itemtype='https://schema.org/Event'><b itemprop=name>x</b></div>",
}
_rehearse()
