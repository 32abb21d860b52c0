"""Invented agreements for tests of this room and those above."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import typst

from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.partnerships import actions, coverage_actions, duty_actions, paper_actions
from ramo.partnerships.data import AgreementData, AnnexData, DoneData, DutyData, PaperData, SigningData, Span
from ramo.partnerships.models import Agreement, Annex, Duty, DutyDone, Paper
from ramo.printing.pdf import FONTS

WORDS = "Прегледани са 3 текста."


def agreement_data(partner: Institution, **values: Any) -> AgreementData:
    """National, unless it says otherwise."""
    defaults = {
        "level": "national",
        "our_side_bg": "Звено за управление на програмата",
        "subject_bg": "Е-здраве в библиотеките",
        "covers": "all",
        "submission": uuid4(),
    }
    return AgreementData(partner=partner.pk, **{**defaults, **values})


def local_data(partner: Institution, library: Library, **values: Any) -> AgreementData:
    place = {"level": "local", "district": library.district_id, "covers": "listed"}
    return agreement_data(partner, **{**place, **values})


def signing(number: str = "СП-1", *, since: int = -30, until: int | None = 300, **values: Any) -> SigningData:
    """Days from today; without a last day, with a notice of a month."""
    first = day_off(since)
    last = None if until is None else day_off(until)
    signed_on = min(first, clock.today())
    return SigningData(number, signed_on, Span(first, last), notice_days=None if last else 30, **values)


def make_agreement(partner: Institution, **values: Any) -> Agreement:
    """Signed and in force; `term` are the arguments of `signing`."""
    term = values.pop("term", {})
    drafted = actions.draft(agreement_data(partner, **values), by=None)
    return actions.sign(drafted, signing(**term), verified_as="програмния офис", by=None)


def make_local(partner: Institution, library: Library, **values: Any) -> Agreement:
    """Covers this library."""
    term = {"number": "СП-2", **values.pop("term", {})}
    drafted = actions.draft(local_data(partner, library, **values), by=None)
    signed = actions.sign(drafted, signing(**term), verified_as="областния координатор", by=None)
    coverage_actions.cover(signed, [library], by=None)
    return signed


def make_duty(agreement: Agreement, **values: Any) -> Duty:
    """The partner gives something every month."""
    defaults = {"owes": "partner", "what_bg": "Преглед на текстовете", "rhythm": "monthly"}
    return duty_actions.set_duty(agreement, DutyData(**{**defaults, **values}), by=None)


def done_data(**values: Any) -> DoneData:
    return DoneData(**{"done_on": clock.today(), "text": WORDS, "submission": uuid4(), **values})


def make_done(agreement: Agreement, duty: Duty, **values: Any) -> DutyDone:
    return duty_actions.mark_done(agreement, duty, done_data(**values), by=None)


def annex_data(**values: Any) -> AnnexData:
    return AnnexData(**{"signed_on": clock.today(), "what_bg": "Още три библиотеки.", "submission": uuid4(), **values})


def extend(agreement: Agreement, until: date) -> Annex:
    """By who has seen what stands now."""
    agreement.refresh_from_db()
    return actions.amend(agreement, annex_data(valid_until=until, seen_until=agreement.until), by=None)


def day_off(days: int) -> date:
    return clock.today() + timedelta(days=days)


def own_agreement(library: Library, institution: Institution) -> Agreement:
    """The local one of these two, the same each time."""
    return Agreement.objects.filter(number="СП-2").first() or make_local(institution, library)


def own_duty(library: Library, institution: Institution) -> Duty:
    agreement = own_agreement(library, institution)
    return agreement.duties.first() or make_duty(agreement)


def own_inherited(library: Library, institution: Institution) -> Duty:
    """One of the national agreement above it, left out there."""
    agreement = own_agreement(library, institution)
    if agreement.parent is None:
        agreement.parent = make_agreement(institution, term={"number": "СП-3"})
        agreement.save(update_fields=["parent"])
    inherited = agreement.parent.duties.first() or make_duty(agreement.parent, by_locals=True)
    agreement.duties.get_or_create(
        instead_of=inherited, is_left_out=True, owes="partner", rhythm="monthly", what_bg=inherited.what_bg
    )
    return inherited


def own_done(library: Library, institution: Institution) -> DutyDone:
    duty = own_duty(library, institution)
    return duty.done.first() or make_done(duty.agreement, duty)


def own_paper(library: Library, institution: Institution) -> Paper:
    agreement = own_agreement(library, institution)
    return agreement.papers.first() or paper_actions.attach(agreement, PaperData("signed", pdf(WORDS)), by=None)


def pdf(text: str, *, pages: int = 1) -> bytes:
    """As a printer makes them; an empty text gives what a scanner gives: a picture and no letter."""
    page = text or "#rect(width: 100%, height: 40%)"
    source = "#set page(width: 10cm, height: 10cm)\n" + "#pagebreak()\n".join([f"{page}\n"] * pages)
    fonts: Any = [str(FONTS)]
    made: bytes = typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True, format="pdf", timestamp=0)
    return made
