"""The letters of this room: in Bulgarian, to an office, without a topic in the subject."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.data import Letter

from .models import AskedLink, PartnerAnswer

TOPIC = "question"


def question(link: AskedLink, token: str) -> Letter:
    return _letter(link, token, "ask")


def reminder(link: AskedLink, token: str) -> Letter:
    return _letter(link, token, "remind")


def returned(answer: PartnerAnswer, token: str) -> Letter:
    return _letter(answer.link, token, "returned", answer=answer)


def address_of(token: str) -> str:
    with override(SOURCE_LANGUAGE):
        return f"{settings.PUBLIC_ADDRESS}{reverse('watch:verify', args=[token])}"


def _letter(link: AskedLink, token: str, name: str, **more: object) -> Letter:
    facts = {"link": link, "question": address_of(token), "address": settings.PUBLIC_ADDRESS, **more}
    with override(SOURCE_LANGUAGE):
        subject = _("Is it still true? %(institution)s, 1 minute") % {"institution": link.institution}
        text, html = (render_to_string(f"watch/letters/{name}.{kind}", facts) for kind in ("txt", "html"))
    return Letter(TOPIC, link.sent_to, subject, text, html, useless_after=_end_of(link), is_secret=True)


def _end_of(link: AskedLink) -> datetime:
    return datetime.combine(link.until + timedelta(days=1), time.min, tzinfo=clock.COUNTRY_ZONE)
