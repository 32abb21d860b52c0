"""Letters to people who hold an hour. No subject says what it is about."""

from dataclasses import replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.design import words
from ramo.kit import clock
from ramo.mailing.data import Letter
from ramo.seats.data import LAST, Change
from ramo.seats.keys import spaced
from ramo.seats.models import Claim

from . import calendars
from .addresses import own_address
from .data import OWNER
from .models import Slot


def of_change(claim: Claim, change: Change, slot: Slot) -> Letter:
    with override(claim.language):
        if change == Change.LEFT:
            subject, sentence = _("Given up: %(when)s, %(library)s"), _("Your hour is free for others.")
        else:
            subject, sentence = _("Your hour: %(when)s, %(library)s"), _("The hour is yours. We expect you.")
        method = calendars.CANCEL if change == Change.LEFT else calendars.REQUEST
        return replace(_letter(claim, slot, subject, sentence, method), is_last=change in LAST)


def of_new_time(claim: Claim, slot: Slot) -> Letter:
    with override(claim.language):
        if slot.is_off:
            subject = _("Called off: %(when)s, %(library)s")
            sentence = _("The hour will not take place. Choose another one.")
        else:
            subject = _("Moved: %(when)s, %(library)s")
            sentence = _("Your hour was moved. If the new one does not suit you, give it up or choose another.")
        return _letter(claim, slot, subject, sentence, calendars.CANCEL if slot.is_off else calendars.REQUEST)


def of_reminder(claim: Claim, slot: Slot) -> Letter:
    """„Напомняне: утре, 10:00 ч., библиотека Росен дол“"""
    with override(claim.language):
        subject = _("Reminder: tomorrow, %(hour)s, %(library)s")
        return _letter(claim, slot, subject, _("We expect you. If you cannot come, give the hour to somebody else."))


def when(slot: Slot) -> str:
    """вторник, 24 ноември, 10:00 ч."""
    return f"{words.long_day(slot.day)}, {words.hour(slot.starts_at)}"


def _letter(claim: Claim, slot: Slot, subject: str, sentence: str, method: str = "") -> Letter:
    """`method`: what becomes of the entry in the person's calendar; a reminder changes nothing of it."""
    library = slot.schedule.library
    said = {"when": when(slot), "hour": words.hour(slot.starts_at), "library": _("library %s") % library.place}
    facts = {
        "sentence": sentence,
        "why": slot.why_off_bg,
        "when": said["when"],
        "title": "" if slot.schedule.is_private else slot.schedule.title_bg,
        "library": library,
        "room": slot.schedule.room_bg,
        "code": spaced(claim.code),
        "link": settings.PUBLIC_ADDRESS + own_address(claim),
        "phone": library.current_phone,
        "address": settings.PUBLIC_ADDRESS,
    }
    text, html = (render_to_string(f"appointments/letters/hour.{kind}", facts) for kind in ("txt", "html"))
    end = max(slot.ends_at, clock.now())
    subject = words.glued(subject % said)[:200]
    about = claim.key_of_letters
    entry = calendars.calendar_of(claim, slot, method=method) if method else ""
    return Letter(
        OWNER, claim.email, subject, text, html, useless_after=end, is_secret=True, calendar=entry, about=about
    )
