"""Letters to people who hold a place or wait for one. No subject says what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.design import words
from ramo.mailing.data import Letter
from ramo.seats.data import LAST, Change
from ramo.seats.keys import spaced
from ramo.seats.models import Claim

from . import calendars, wording
from .addresses import own_address
from .data import OWNER
from .models import Host


@dataclass(frozen=True, slots=True)
class News:
    """A subject and the first sentence; `calendar`: what becomes of the entry in the person's calendar."""

    subject: str
    sentence: str
    calendar: str = ""
    button: str = ""
    is_last: bool = False


def of_change(claim: Claim, change: Change, hosts: Sequence[Host]) -> Letter:
    """What became of a claim. `hosts`: the dates it is for, the next one first."""
    with override(claim.language):
        news = replace(_news_of(claim, change, hosts[0]), is_last=change in LAST)
        return _letter(claim, news, hosts)


def of_new_time(claim: Claim, hosts: Sequence[Host]) -> Letter:
    with override(claim.language):
        facts = _facts(hosts[0])
        news = News(
            _("Changed: %(when)s, %(library)s") % facts,
            _("Time or place changed. Now it is on %(when)s.") % facts,
            calendars.REQUEST if claim.is_holding else "",
        )
        return _letter(claim, news, hosts)


def of_calling_off(claim: Claim, hosts: Sequence[Host]) -> Letter:
    with override(claim.language):
        facts = _facts(hosts[0])
        sentence = _("It will not take place: %(when)s.") % facts
        because = hosts[0].event.called_off_bg
        news = News(
            _("It will not take place: %(when)s, %(library)s") % facts,
            f"{sentence} {because}".strip(),
            calendars.CANCEL if claim.is_holding else "",
        )
        return _letter(claim, news, hosts)


def of_reminder(claim: Claim, host: Host) -> Letter:
    """„Напомняне: утре, 10:00 ч., библиотека Росен дол“"""
    with override(claim.language):
        facts = _facts(host) | {"hour": words.hour(host.event.local_start)}
        news = News(
            _("Reminder: tomorrow, %(hour)s, %(library)s") % facts,
            _("We expect you on %(when)s. If you cannot come, give the place to somebody who waits.") % facts,
            button=_("Open your place"),
        )
        return _letter(claim, news, [host])


def _news_of(claim: Claim, change: Change, host: Host) -> News:
    facts = _facts(host)
    match change:
        case Change.SEATED | Change.MOVED:
            subject = _("Your place: %(when)s, %(library)s") % facts
            return News(subject, _("You have a place. We expect you on %(when)s.") % facts, calendars.REQUEST)
        case Change.WAITING:
            subject = _("You are in line: %(when)s, %(library)s") % facts
            place = _("You are number %(number)s in line.") % {"number": claim.place_in_line}
            return News(subject, place + " " + _("If a place becomes free, we write to you."))
        case Change.OFFERED:
            until = words.moment(claim.answer_until) if claim.answer_until else ""
            subject = _("A place is free for you: %(when)s, %(library)s") % facts
            sentence = _("A place is free for you. Answer until %(until)s, then we ask the next person.")
            return News(subject, sentence % {"until": until}, button=_("I am coming, or I cannot"))
        case Change.LAPSED:
            subject = _("Your place went to the next person: %(when)s, %(library)s") % facts
            return News(subject, _("We had no answer from you in time. You can sign up again."), calendars.CANCEL)
        case Change.LEFT:
            subject = _("You gave up your place: %(when)s, %(library)s") % facts
            return News(
                subject, _("Your place is free for others. Your name and contact are deleted."), calendars.CANCEL
            )
    subject = _("No place was left: %(when)s, %(library)s") % facts
    return News(subject, _("All places were taken before you."))


def _facts(host: Host) -> dict[str, str]:
    return {"when": wording.shortly(host.event), "library": wording.library_name(host)}


def _letter(claim: Claim, news: News, hosts: Sequence[Host]) -> Letter:
    guest = calendars.Guest(claim.email, is_private=hosts[0].event.is_anonymous)
    facts = {
        "news": news,
        "title": "" if guest.is_private else hosts[0].event.title_bg,
        "dates": [(wording.when(host.event), wording.where(host)) for host in hosts],
        "code": spaced(claim.code),
        "link": settings.PUBLIC_ADDRESS + own_address(claim) if claim.is_standing else "",
        "phone": hosts[0].event.phone or hosts[0].library.current_phone,
    }
    text, html = (render_to_string(f"events/letters/letter.{kind}", facts) for kind in ("txt", "html"))
    return Letter(
        topic=OWNER,
        to=claim.email,
        subject=words.glued(news.subject)[:200],
        text=text,
        html=html,
        useless_after=hosts[-1].event.ends_at,
        about=claim.key_of_letters,
        is_last=news.is_last,
        is_secret=True,
        calendar=calendars.calendar_of(hosts, method=news.calendar, guest=guest) if news.calendar else "",
    )
