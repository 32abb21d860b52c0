"""Paper of a campaign at a library: poster, list, sign, lesson, exit card. One source for the page and the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.events.models import Event
from ramo.events.outcome_forms import OF_EVERY_CARD
from ramo.kit import clock, phones, qr
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.models import Library
from ramo.printing import pdf
from ramo.search.sheets import typeable

from .data import CORE
from .models import Edition, Form, KeyDate, Material

Question = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """`lines` are what a list says; `questions` what a card asks, each with what may be ticked."""

    form: str
    library: str
    together: str
    icon: str
    title: str
    day: str
    hours: str
    where: str
    about: str
    call: tuple[str, str]
    checked: str
    address: str
    is_demo: bool
    lines: Sequence[str] = ()
    questions: Sequence[Question] = ()

    @property
    def short_address(self) -> str:
        return typeable(self.address)


def paper_of(edition: Edition, material: Material, library: Library) -> Paper:
    """In Bulgarian, for whoever passes by; `edition` read with `whole()`."""
    with translation.override(SOURCE_LANGUAGE):
        is_poster, is_card = material.form == Form.POSTER, material.form == Form.CARD
        name = "campaigns:card" if is_card else "campaigns:library_campaign"
        partner = edition.partner
        return Paper(
            form=material.form,
            library=library.title_bg,
            together=_("together with %(whom)s") % {"whom": str(partner)} if partner else "",
            icon=edition.kit.area.icon,
            title=edition.title_bg if is_poster else material.title_bg,
            day=_deadline(edition) if is_poster else "",
            hours=_next_event(edition, library) if is_poster else "",
            where=library.place_bg,
            about=_about(edition) if is_poster else edition.kit.slogan_bg,
            call=_call(library),
            checked=_checked(material),
            address=settings.PUBLIC_ADDRESS + reverse(name, args=[edition.slug, library.pk]),
            is_demo=edition.is_demo or library.is_demo or settings.RAMO_DEMO,
            lines=_lines(edition, material),
            questions=_questions(edition) if is_card else (),
        )


def file_of(paper: Paper) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        if paper.form in {Form.POSTER, Form.SIGN}:
            return pdf.render("poster.typ", _as_poster(paper))
        return pdf.render("paper.typ", _data(paper))


def _as_poster(paper: Paper) -> dict[str, Any]:
    """A sign says in huge letters what a poster has for its title."""
    is_sign = paper.form == Form.SIGN
    first, *rest = paper.lines or (paper.title,)
    return _shared(paper) | {
        "title": first if is_sign else paper.title,
        "day": "" if is_sign else paper.day,
        "hours": "" if is_sign else paper.hours,
        "price": "" if is_sign else _("Free of charge"),
        "about": " ".join(rest) if is_sign else paper.about,
        "notice": "",
        "icon": "",
    }


def _data(paper: Paper) -> dict[str, Any]:
    return _shared(paper) | {
        "title": paper.title,
        "about": paper.about,
        "lines": list(paper.lines),
        "is_numbered": paper.form == Form.SESSION,
        "questions": [[text, list(choices)] for text, choices in paper.questions],
        "words": {"anonymous": _("No name. Put it into the box, or answer on your phone.")},
    }


def _shared(paper: Paper) -> dict[str, Any]:
    drawn = qr.path(paper.address)
    is_card = paper.form == Form.CARD
    alt = _("QR code of the card") if is_card else _("QR code of the campaign's page")
    demo = _("Demonstration: some of the libraries, people and phone numbers are invented.") if paper.is_demo else ""
    return {
        "language": SOURCE_LANGUAGE,
        **{name: getattr(paper, name) for name in ("library", "together", "where", "checked")},
        "call": list(paper.call),
        "address": paper.short_address,
        "qr": {"size": drawn.size, "d": drawn.d, "alt": alt},
        "demo": demo,
    }


def _lines(edition: Edition, material: Material) -> Sequence[str]:
    kit = edition.kit
    if material.form != Form.SESSION or material.lines_bg:
        return material.lines_bg
    bring = _("To bring: %(things)s.") % {"things": ", ".join(kit.bring_bg)} if kit.bring_bg else ""
    return [*kit.session_steps_bg, *([bring] if bring else [])]


def _questions(edition: Edition) -> list[Question]:
    five = [str(number) for number in range(1, 6)]
    own = ((each["text_bg"], each["choices_bg"]) for each in edition.kit.questions)
    return [*((str(OF_EVERY_CARD[name]), five) for name in CORE), *own]


def _deadline(edition: Edition) -> str:
    """The next day of the calendar that the campaign stands on, else its own last day."""
    day = KeyDate.objects.current().filter(edition=edition, on=edition.anchor_on).first()
    said = {"day": words.day(edition.anchor_on)}
    return _("Deadline: %(day)s") % said if day else _("until %(day)s") % {"day": words.day(edition.ends_on)}


def _next_event(edition: Edition, library: Library) -> str:
    """When somebody comes to this library; empty until it is on the calendar."""
    coming = Event.objects.on_calendar().filter(hosts__library=library, area=edition.kit.area_id)
    found = coming.filter(starts_at__date__lte=edition.ends_on).order_by("starts_at").first()
    return f"{words.long_day(found.starts_on)}, {words.hour(found.starts_at)}" if found else ""


def _about(edition: Edition) -> str:
    """With the phone of the partner, where it is known and not past its date."""
    partner = edition.partner
    if partner is None or not partner.phone or partner.is_expired(clock.today()):
        return f"{edition.kit.slogan_bg}."
    return f"{edition.kit.slogan_bg}. {partner}: {phones.grouped(partner.phone)}"


def _call(library: Library) -> tuple[str, str]:
    number = library.current_phone
    return (_("Questions:"), phones.grouped(number)) if number else (_("Ask in the library."), "")


def _checked(material: Material) -> str:
    if material.verified_on is None:
        return _("not checked yet")
    said = {"day": words.day(material.verified_on), "who": material.verified_as}
    return _("Checked on %(day)s by %(who)s") % said
