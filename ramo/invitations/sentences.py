"""Refusals as sentences beside the field they speak of."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.utils.translation import gettext as _

from ramo.design.words import hour, long_day
from ramo.experts.errors import AlreadyEngaged, PersonalNumber
from ramo.kit import clock

from . import errors


@contextmanager
def refusals_in(form: forms.Form) -> Iterator[None]:
    """What the door refuses stands in the form afterwards."""
    try:
        yield
    except errors.IdentifierInText as refusal:
        column = refusal.column if refusal.column in form.fields else None
        form.add_error(column, _("This looks like a personal number or a person’s phone. Take it out."))
    except PersonalNumber:
        form.add_error("role_bg" if "role_bg" in form.fields else None, _("Write a role here, without numbers."))
    except AlreadyEngaged as refusal:
        form.add_error(None, _taken(refusal))
    except errors.TimePassed:
        form.add_error("day_0" if "day_0" in form.fields else None, _("This time has passed. Choose a later one."))
    except errors.TimeGone:
        form.add_error(None, _("This time is not offered any more. Look at the times that stand now."))
    except errors.NotYetHeld:
        form.add_error(None, _("It has not begun yet. Write the number afterwards."))
    except errors.NotYourTurn:
        form.add_error(None, _("Somebody has answered meanwhile. Look at what stands now."))


def _taken(refusal: AlreadyEngaged) -> str:
    if refusal.starts_at is None or refusal.ends_at is None:
        return _("The expert is taken at that time. Choose another hour or another expert.")
    start, end = (each.astimezone(clock.COUNTRY_ZONE) for each in (refusal.starts_at, refusal.ends_at))
    said = {"day": long_day(start.date()), "from": hour(start), "to": hour(end)}
    return _("The expert is taken on %(day)s from %(from)s to %(to)s. Choose another hour or another expert.") % said
