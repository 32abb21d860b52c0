"""News of a question as entries of a feed: where it is, what it is, who confirmed it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design.words import day
from ramo.kit.languages import Said, said
from ramo.search.data import Hit, News
from ramo.search.feeds import Entry, printable
from ramo.search.kinds import kind_of


def entries_of(news: Sequence[News]) -> list[Entry]:
    return [_entry(each) for each in news]


def _entry(news: News) -> Entry:
    title = _said(news.hit, "title")
    return Entry(
        news.hit.link, str(title), _text(news.hit), news.since, title.language, [str(kind_of(news.hit.kind).label)]
    )


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


def _said(hit: Hit, field: str) -> Said:
    found = said(hit, field, get_language())
    return replace(found, text=printable(found.text))
