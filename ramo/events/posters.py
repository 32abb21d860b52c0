"""The poster of an event at a library: one source for the page and the file. In Bulgarian, for whoever passes by."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import phones
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.sheets import typeable

from . import wording
from .addresses import full_address
from .models import Event, Host


@dataclass(frozen=True, slots=True)
class Poster:
    """`call` is what one does and the number to say it to; without a number one asks in the library."""

    library: str
    together: str
    icon: str
    title: str
    day: str
    hours: str
    where: str
    price: str
    about: str
    call: tuple[str, str]
    notice: str
    checked: str
    address: str
    is_demo: bool

    @property
    def short_address(self) -> str:
        return typeable(self.address)


def poster_of(host: Host) -> Poster:
    """Read with `whole()`."""
    event = host.event
    with translation.override(SOURCE_LANGUAGE):
        first, last = event.local_start, event.local_end
        is_long = first.date() != last.date()
        together = ", ".join(each.abbreviation_bg or each.name_bg for each in event.institutions.all())
        return Poster(
            library=host.library.title_bg,
            together=_("together with %(whom)s") % {"whom": together} if together else "",
            icon=event.area.icon,
            title=event.title_bg,
            day=f"{words.long_day(first.date())} – {words.long_day(last.date())}"
            if is_long
            else words.long_day(first.date()),
            hours=words.hour(first) if is_long else wording.hours(first, last),
            where=wording.where(host),
            price=capfirst(wording.price(event)),
            about=_("Led by: %(whom)s.") % {"whom": event.led_by_bg} if event.led_by_bg else "",
            call=_call(host),
            notice=_("It is called off.") if event.is_called_off else "",
            checked=_checked(event),
            address=full_address(event),
            is_demo=event.is_demo or settings.RAMO_DEMO,
        )


def _call(host: Host) -> tuple[str, str]:
    number = host.event.phone or host.library.current_phone
    said = _("Sign up:") if host.pool else _("Simply come. Questions:")
    if number:
        return said, phones.grouped(number)
    return (_("Sign up in the library.") if host.pool else _("Simply come."), "")


def _checked(event: Event) -> str:
    if event.verified_on is None:
        return ""
    said = {"day": words.day(event.verified_on), "who": event.verified_as}
    return _("Checked on %(day)s by %(who)s") % said
