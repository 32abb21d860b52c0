"""Documents that other programs read: Atom (RFC 4287) and JSON Feed 1.1. Who has news hands in entries."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """`link`: an address without host, in the reader's language; `language` that of the title.

    `key`: an address that lasts where the link may change.
    """

    link: str
    title: str
    text: str
    since: datetime
    language: str
    tags: Sequence[str] = ()
    key: str = ""

    @property
    def lasting(self) -> str:
        """The Bulgarian address: it is never used for another thing, and is the same in both languages."""
        language, link = language_code(), self.key or self.link
        return whole(link.removeprefix(f"/{language}") if language != SOURCE_LANGUAGE else link)


@dataclass(frozen=True, slots=True)
class Feed:
    """`page`: where people read the same; `own`: where this document stands. Both without host."""

    title: str
    page: str
    own: str
    entries: Sequence[Entry]

    @property
    def changed_at(self) -> datetime:
        """The newest entry, or this morning: a document without entries says no more than that."""
        morning = datetime.combine(clock.today(), time.min, tzinfo=clock.COUNTRY_ZONE)
        return max((each.since for each in self.entries), default=morning)


def atom(feed: Feed) -> bytes:
    document = Atom1Feed(
        title=printable(feed.title),
        link=whole(feed.page),
        description=None,
        language=language_code(),
        feed_url=whole(feed.own),
        author_name=_("Ramo"),
        feed_guid=whole(feed.own),
    )
    document.latest_post_date = lambda: feed.changed_at  # type: ignore[method-assign]  # else an empty one is of now
    for each in feed.entries:
        document.add_item(
            title=printable(each.title),
            link=whole(each.link),
            description="\n".join(map(printable, each.text.splitlines())),
            unique_id=each.lasting,
            pubdate=each.since,
            updateddate=each.since,
            categories=list(each.tags),
        )
    return document.writeString("utf-8").encode()


def as_json(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": whole(feed.page),
        "feed_url": whole(feed.own),
        "language": language_code(),
        "authors": [{"name": _("Ramo"), "url": settings.PUBLIC_ADDRESS}],
        "items": [_item(each) for each in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def printable(text: str) -> str:
    """Without control characters, which no XML may hold."""
    return "".join(sign for sign in text if sign.isprintable())


def language_code() -> str:
    return (get_language() or SOURCE_LANGUAGE)[:2]


def whole(address: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{address}" if address.startswith("/") else address


def _item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.lasting,
        "url": whole(entry.link),
        "title": printable(entry.title),
        "content_text": entry.text,
        "date_published": entry.since.isoformat(),
        "language": entry.language,
        "tags": list(entry.tags),
    }
