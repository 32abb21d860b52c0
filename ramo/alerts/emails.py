"""The letters of this room, each in its reader's language. No subject says what is sought."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.design.words import long_day
from ramo.kit import clock
from ramo.mailing.data import Letter
from ramo.search.data import Hit

from . import keys
from .models import IDLE, MailedSearch, Reader
from .questions import query_of
from .wording import in_words

TOPIC = "alerts"
ABOUT = "reader:"


@dataclass(frozen=True, slots=True)
class Section:
    """What one search found; `more`: how many are not listed, `address`: where they all stand."""

    sought: str
    hits: tuple[Hit, ...]
    more: int
    address: str


def about_of(reader: Reader) -> str:
    """The key under which letters to a mailbox go with it."""
    return f"{ABOUT}{reader.pk}"


def confirmation(mailed: MailedSearch) -> Letter:
    reader = mailed.reader
    with override(reader.language):
        facts = {"sought": in_words(query_of(mailed.search)), "link": keys.address_to_confirm(mailed)}
        text, html = _rendered("confirm", facts)
        subject = _("Do you want letters from Ramo?")
        end = clock.now() + IDLE
        return _letter(reader, subject, text, html, useless_after=end, is_secret=True)


def still_wanted(mailed: MailedSearch) -> Letter:
    """Once a year; a letter a search, for each has its own yes."""
    reader = mailed.reader
    with override(reader.language):
        facts = {"sought": in_words(query_of(mailed.search)), "link": keys.address_to_confirm(mailed)}
        text, html = _rendered("still", facts)
        return _letter(
            reader,
            _("Do you still want letters from Ramo?"),
            text,
            html,
            is_secret=True,
        )


def way_in(reader: Reader) -> Letter:
    with override(reader.language):
        text, html = _rendered("way_in", {"link": keys.own_address(reader)})
        return _letter(reader, _("Your letters from Ramo"), text, html, is_secret=True)


def digest(reader: Reader, sections: list[Section]) -> Letter:
    with override(reader.language):
        stop = keys.address_to_stop(reader)
        facts = {"sections": sections, "own": keys.own_address(reader), "stop": stop}
        text, html = _rendered("digest", facts)
        subject = _("New for you, %(day)s") % {"day": long_day(clock.today())}
        return _letter(reader, subject, text, html, unsubscribe=stop)


def _letter(reader: Reader, subject: str, text: str, html: str, **more: Any) -> Letter:
    return Letter(TOPIC, reader.email, subject, text, html, about=about_of(reader), **more)


def _rendered(name: str, facts: Mapping[str, object]) -> tuple[str, str]:
    facts = {**facts, "address": settings.PUBLIC_ADDRESS}
    return tuple(render_to_string(f"alerts/letters/{name}.{kind}", facts) for kind in ("txt", "html"))  # type: ignore[return-value]
