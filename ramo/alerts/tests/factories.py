"""Saved searches and news for tests."""

from datetime import date
from typing import Any

from ramo.alerts import actions, jobs
from ramo.alerts.actions import Wish
from ramo.alerts.models import Cadence, MailedSearch
from ramo.kit import clock
from ramo.mailing.actions import hear_bounce, send
from ramo.mailing.data import Bounce, Letter
from ramo.mailing.models import OutgoingMail
from ramo.search.data import Card, SearchQuery
from ramo.search.tests.factories import file

MARIA = "maria@rosendol.example"
CHECKED = {"verified_on": date(2026, 11, 2), "verified_as": "Бюро по труда"}


def wish(text: str = "шивачка", *, email: str = MARIA, cadence: str = Cadence.DAILY, **limits: Any) -> Wish:
    return Wish(SearchQuery(text=text, **limits), email, Cadence(cadence), "bg")


def ask(text: str = "шивачка", **changes: Any) -> MailedSearch:
    """Asked for, not yet confirmed."""
    actions.ask(wish(text, **changes))
    return MailedSearch.objects.select_related("search", "reader").latest("pk")


def standing(text: str = "шивачка", **changes: Any) -> MailedSearch:
    mailed = ask(text, **changes)
    actions.confirm(mailed)
    mailed.refresh_from_db()
    return mailed


def news(title: str, **changes: Any) -> Card:
    """A checked card, filed and matched."""
    card = file(title, **(CHECKED | changes))
    jobs.match()
    return card


def bury(email: str) -> None:
    """A letter to this mailbox came back for good."""
    mail = send(Letter("old", email, "Ново", "текст", "<p>текст</p>"))
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=clock.now())
    hear_bounce(Bounce(str(mail.mark), "5.1.1"))
