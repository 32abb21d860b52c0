"""News of a question as documents that other programs read: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design.words import day
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE, Said, said
from ramo.search.data import Hit, News
from ramo.search.kinds import kind_of

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Feed:
    """`page`: where people read the same; `own`: where this document stands. Both without host."""

    title: str
    page: str
    own: str
    news: Sequence[News]

    @property
    def changed_at(self) -> datetime:
        """The newest news, or this morning: a document without news says no more than that."""
        morning = datetime.combine(clock.today(), time.min, tzinfo=clock.COUNTRY_ZONE)
        return max((each.since for each in self.news), default=morning)


def atom(feed: Feed) -> bytes:
    document = Atom1Feed(
        title=feed.title,
        link=_whole(feed.page),
        description=None,
        language=_language(),
        feed_url=_whole(feed.own),
        author_name=_("Ramo"),
        feed_guid=_whole(feed.own),
    )
    document.latest_post_date = lambda: feed.changed_at  # type: ignore[method-assign]  # else an empty one is of now
    for each in feed.news:
        document.add_item(
            title=str(_said(each.hit, "title")),
            link=_whole(each.hit.link),
            description=_text(each.hit),
            unique_id=_lasting(each.hit),
            pubdate=each.since,
            updateddate=each.since,
            categories=[str(kind_of(each.hit.kind).label)],
        )
    return document.writeString("utf-8").encode()


def as_json(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": _whole(feed.page),
        "feed_url": _whole(feed.own),
        "language": _language(),
        "authors": [{"name": _("Ramo"), "url": settings.PUBLIC_ADDRESS}],
        "items": [_item(each) for each in feed.news],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _item(news: News) -> dict[str, object]:
    title = _said(news.hit, "title")
    return {
        "id": _lasting(news.hit),
        "url": _whole(news.hit.link),
        "title": str(title),
        "content_text": _text(news.hit),
        "date_published": news.since.isoformat(),
        "language": title.language,
        "tags": [str(kind_of(news.hit.kind).label)],
    }


def _text(hit: Hit) -> str:
    """Where it is, what it is, who confirmed it and until when it holds."""
    trust = hit.trust
    lines = [str(_said(hit, "place")), str(_said(hit, "excerpt"))]
    if trust.verified_on:
        facts = {"day": day(trust.verified_on), "who": trust.verified_as}
        lines.append(
            _("Checked on %(day)s: %(who)s.") % facts if trust.verified_as else _("Checked on %(day)s.") % facts
        )
    if trust.valid_until:
        lines.append(_("Valid until %(day)s.") % {"day": day(trust.valid_until)})
    return "\n".join(filter(None, lines))


def _lasting(hit: Hit) -> str:
    """The Bulgarian address: it is never used for another thing, and is the same in both languages."""
    language = _language()
    link = hit.link.removeprefix(f"/{language}") if language != SOURCE_LANGUAGE else hit.link
    return _whole(link)


def _said(hit: Hit, field: str) -> Said:
    """Without control characters, which no XML may hold."""
    found = said(hit, field, get_language())
    return replace(found, text="".join(sign for sign in found.text if sign.isprintable()))


def _language() -> str:
    return (get_language() or SOURCE_LANGUAGE)[:2]


def _whole(address: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{address}" if address.startswith("/") else address
