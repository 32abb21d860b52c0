"""The only door that writes agreements: drafting, signing, amending, extending, ending, covering libraries."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Institution
from ramo.search.actions import file_card, file_cards, withdraw_card
from ramo.vocabularies.models import Area

from .cards import AGREEMENT, card_of
from .data import AgreementData, AnnexData, SigningData
from .errors import (
    AlreadyEnded,
    AlreadySigned,
    ChangedMeanwhile,
    DayAhead,
    IdentifierInText,
    NotLonger,
    NumberTaken,
    Overlaps,
    TermBackwards,
    TermsAreSigned,
)
from .models import Agreement, Annex
from .refusing import refuse_gone, refuse_misplaced, refuse_over, refuse_term
from .telling import settle_duties, settle_renewal

_SIGNED_COLUMNS = ("level", "partner_id", "district_id", "municipality_id", "parent_id", "subject_bg")


@transaction.atomic
def draft(data: AgreementData, *, by: User | None) -> Agreement:
    """The same submission again is the same draft. The caller checked that `by` may write it."""
    if known := Agreement.objects.filter(submission=data.submission).first():
        return known
    columns = _columns(data)
    refuse_gone(Institution.objects.filter(pk__in=[data.partner, *data.others]))
    refuse_misplaced(data, columns)
    is_demo = Institution.objects.get(pk=data.partner).is_demo
    agreement = Agreement.objects.create(submission=data.submission, is_demo=is_demo, **columns)
    _link(agreement, data)
    record("drafted agreement", agreement, by=by)
    return agreement


@transaction.atomic
def rewrite(agreement: Agreement, data: AgreementData, *, by: User) -> Agreement:
    """What was signed stays: the parties, the place, the subject and the term change by annex or not at all."""
    held = locked(agreement)
    columns = _columns(data)
    refuse_misplaced(data, columns)
    if held.signed_on:
        changed = [name for name in _SIGNED_COLUMNS if getattr(held, name) != columns[name]]
        if changed:
            raise TermsAreSigned(changed[0])
    else:
        refuse_gone(Institution.objects.filter(pk__in=[data.partner, *data.others]))
    was = {name: getattr(held, name) for name in columns}
    Agreement.objects.filter(pk=held.pk).update(**columns)
    held.refresh_from_db()
    _link(held, data)
    record("corrected agreement", held, by=by, detail={"columns": sorted(k for k in was if was[k] != columns[k])})
    file_agreement_card(held)
    return held


@transaction.atomic
def sign(agreement: Agreement, data: SigningData, *, verified_as: str, by: User | None) -> Agreement:
    """`verified_as`: who compared what stands here with the signed copy, by role and institution."""
    held = locked(agreement)
    if held.signed_on:
        raise AlreadySigned
    refuse_gone(held.parties)
    refuse_term(data)
    if Agreement.objects.filter(number=data.number).exclude(pk=held.pk).exists():
        raise NumberTaken
    held.number, held.signed_on, held.notice_days = data.number, data.signed_on, data.notice_days
    held.valid_from, held.valid_until, held.until = data.term.first, data.term.last, data.term.last
    held.verified_on, held.verified_as = clock.today(), verified_as
    _save_term(held)
    record("signed agreement", held, by=by, detail={"until": str(held.until or "")})
    _settle_predecessors(held)
    file_agreement_card(held)
    return held


@transaction.atomic
def amend(agreement: Agreement, data: AnnexData, *, by: User | None) -> Annex:
    """With a last day the annex extends; the same submission again is the same annex."""
    held = locked(agreement)
    if known := Annex.objects.filter(submission=data.submission).first():
        return known
    refuse_over(held)
    if find_identifier(data.what_bg):
        raise IdentifierInText("what_bg")
    if data.signed_on > clock.today():
        raise DayAhead
    if data.valid_until:
        _extend(held, data)
    last = held.annexes.aggregate(Max("number"))["number__max"] or 0
    annex = Annex.objects.create(
        agreement=held,
        number=last + 1,
        signed_on=data.signed_on,
        what_bg=data.what_bg,
        valid_until=data.valid_until,
        submission=data.submission,
    )
    verb = "extended agreement" if data.valid_until else "amended agreement"
    record(verb, held, by=by, detail={"annex": annex.number, "until": str(held.until or "")})
    file_agreement_card(held)
    return annex


@transaction.atomic
def end(agreement: Agreement, on: date, why_bg: str, *, by: User) -> Agreement:
    """Before its time or by notice; on a day that lies within its term. What was done under it stays."""
    held = locked(agreement)
    refuse_over(held)
    if find_identifier(why_bg):
        raise IdentifierInText("why_bg")
    if held.ended_on:
        raise AlreadyEnded(held.ended_on)
    if held.valid_from is None or on < held.valid_from:
        raise TermBackwards
    if held.until and on > held.until:
        raise NotLonger
    held.ended_on, held.until, held.why_ended_bg = on, on, why_bg
    held.save(update_fields=["ended_on", "until", "why_ended_bg"])
    record("ended agreement", held, by=by, detail={"on": str(on)})
    settle_renewal(held)
    if on < clock.today():
        settle_duties(held)
    file_agreement_card(held)
    return held


def _extend(held: Agreement, data: AnnexData) -> None:
    """Who wrote it must have seen the last day that stands, so that two who extend at once do not both."""
    if held.ended_on:
        raise AlreadyEnded(held.ended_on)
    if data.seen_until != held.until:
        raise ChangedMeanwhile(held.until)
    if held.until is None or (data.valid_until and data.valid_until <= held.until):
        raise NotLonger
    refuse_gone(held.parties)
    held.until = data.valid_until
    _save_term(held)
    settle_renewal(held)


def _save_term(held: Agreement) -> None:
    """Whoever signs with one partner at one moment goes in turn: two who wait for each other would both fail."""
    Institution.objects.select_for_update(no_key=True).get(pk=held.partner_id)
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as refusal:
        if "agreement_number_once" in str(refusal):
            raise NumberTaken from None
        if "agreement_on_a_subject_once_at_a_time" not in str(refusal):
            raise
        raise Overlaps(held.twins().values_list("pk", flat=True).first()) from None


def _settle_predecessors(held: Agreement) -> None:
    """A new agreement in the place of one that ran out closes the break."""
    for before in held.twins().filter(until__lt=held.valid_from):
        settle_renewal(before)


def locked(agreement: Agreement) -> Agreement:
    """As it stands in the database, held until the end: two who act at once go one after the other."""
    return Agreement.objects.select_for_update(of=("self",)).select_related("partner").get(pk=agreement.pk)


def _columns(data: AgreementData) -> dict[str, Any]:
    contacts = {
        f"{side}_{name}": value
        for side, contact in (("theirs", data.theirs), ("ours", data.ours))
        for name, value in asdict(contact).items()
    }
    return {
        "level": data.level,
        "partner_id": data.partner,
        "our_side_bg": data.our_side_bg,
        "district_id": data.district or None,
        "municipality_id": data.municipality or None,
        "parent_id": data.parent,
        "subject_bg": " ".join(data.subject_bg.split()),
        "subject_en": " ".join(data.subject_en.split()),
        "covers": data.covers,
        "note_bg": data.note_bg,
        **contacts,
    }


def _link(agreement: Agreement, data: AgreementData) -> None:
    agreement.others.set(Institution.objects.filter(pk__in=data.others).exclude(pk=data.partner))
    agreement.areas.set(Area.objects.filter(pk__in=data.areas))


def file_agreement_card(agreement: Agreement) -> None:
    """In the catalogue while it is in force, and not a day longer."""
    if agreement.is_in_force:
        file_card(card_of(agreement))
    else:
        withdraw_card(kind=AGREEMENT, key=str(agreement.pk))


def file_all_cards() -> int:
    return file_cards(card_of(each) for each in Agreement.objects.in_force().whole())
