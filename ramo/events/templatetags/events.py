"""An event in a template: its address, hours, places, and what search engines read of it."""

import json

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramo.design import words
from ramo.events import addresses, wording
from ramo.events.lists import Asked, Week
from ramo.events.models import Event, Host
from ramo.events.structured import as_json_ld
from ramo.seats.keys import spaced
from ramo.seats.models import Pool

register = template.Library()


@register.filter
def as_json(told: object) -> str:
    """For an attribute that a script reads."""
    return json.dumps(told)


@register.filter
def event_address(event: Event) -> str:
    return addresses.address_of(event)


@register.filter
def event_when(event: Event) -> str:
    return wording.when(event)


@register.filter
def event_hours(event: Event) -> str:
    return wording.hours(event.local_start, event.local_end)


@register.filter
def host_where(host: Host) -> str:
    return wording.where(host)


@register.filter
def host_town(host: Host) -> str:
    return wording.town(host)


@register.filter
def places_left(pool: Pool) -> str:
    return wording.places_left(pool)


@register.filter
def schema_org(event: Event) -> SafeString:
    return as_json_ld(event)


@register.filter
def followed_at(asked: Asked) -> str:
    """For programs of calendars, which know the word before the address."""
    return addresses.followed_address(asked.query())


@register.simple_tag
def waiting(pool: Pool) -> str:
    """How many people are in line, this moment."""
    number = pool.claims.in_line().count()
    return ngettext("%(number)s person waits.", "%(number)s people wait.", number) % {"number": number}


@register.simple_tag
def week_heading(week: Week) -> str:
    match week.weeks_from_now:
        case 0:
            return _("This week")
        case 1:
            return _("Next week")
    return _("Week from %(day)s") % {"day": words.long_day(week.starts_on).partition(", ")[2]}


@register.filter
def slip_code(code: str) -> str:
    return spaced(code)
