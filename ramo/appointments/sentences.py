"""Refusals as sentences beside the field they speak of."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.utils.translation import gettext as _

from ramo.design.words import hour, long_day
from ramo.experts.errors import AlreadyEngaged, PersonalNumber
from ramo.kit import clock
from ramo.seats.errors import NothingHeld

from . import errors


@contextmanager
def refusals_in(form: forms.Form, *, has_gone: bool = False) -> Iterator[None]:
    """What the door refuses stands in the form afterwards; `has_gone`: what was chosen is no more."""
    column = "slot" if "slot" in form.fields else None
    if has_gone:
        form.add_error(column, _("This hour is not given any more. Choose another one."))
    try:
        yield
    except errors.Taken as refusal:
        form.add_error(column, _taken(refusal))
    except errors.HoldsAnother:
        form.add_error("phone" if "phone" in form.fields else None, _("You hold an hour already. Give it up first."))
    except errors.SlotGone:
        form.add_error(column, _("This hour is not given any more. Choose another one."))
    except errors.NotBookable:
        form.add_error(column, _("This hour cannot be booked now. Choose another one."))
    except NothingHeld:
        form.add_error(column, _("This hour was given up."))
    except errors.ClosedBeforeItOpens:
        form.add_error("closes", _("Between “From” and “To” not even one hour fits. Write a later end."))
    except (errors.IdentifierInText, PersonalNumber):
        form.add_error(None, _("This looks like a personal number. Remove it – we do not need it."))
    except AlreadyEngaged as refusal:
        form.add_error(None, _engaged(refusal))


def _taken(refusal: errors.Taken) -> str:
    if refusal.next_free is None:
        return _("This hour was taken just now, and it was the last one. Ask the library.")
    start = refusal.next_free.astimezone(clock.COUNTRY_ZONE)
    if start.date() == clock.today():
        return _("This hour was taken just now. The next free one is %(hour)s.") % {"hour": hour(start)}
    said = {"day": long_day(start.date()), "hour": hour(start)}
    return _("This hour was taken just now. The next free one is on %(day)s, %(hour)s.") % said


def _engaged(refusal: AlreadyEngaged) -> str:
    if refusal.starts_at is None or refusal.ends_at is None:
        return _("The expert is elsewhere at that time. Choose another hour.")
    said = {"day": long_day(refusal.starts_at.astimezone(clock.COUNTRY_ZONE).date())}
    said |= {"from": hour(refusal.starts_at), "to": hour(refusal.ends_at)}
    return _("The expert is elsewhere on %(day)s from %(from)s to %(to)s. Choose another hour.") % said
