"""What the door of agreements asks before it writes; each refusal has its name."""

from collections.abc import Iterable, Mapping
from typing import Any

from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Institution
from ramo.trust.models import State

from .data import AgreementData, SigningData
from .errors import (
    AlreadyEnded,
    DayAhead,
    IdentifierInText,
    NoNotice,
    NotSigned,
    ParentNotNational,
    PartnerGone,
    PlaceMissing,
    TermBackwards,
)
from .models import Agreement

_TEXTS = ("our_side_bg", "subject_bg", "subject_en", "note_bg", "theirs_role_bg", "ours_role_bg")


def refuse_over(held: Agreement) -> None:
    """A term that ran out may still be extended by an annex signed late; one that was ended may not."""
    if held.signed_on is None:
        raise NotSigned
    if held.ended_on and held.ended_on < clock.today():
        raise AlreadyEnded(held.ended_on)


def refuse_gone(parties: Iterable[Institution]) -> None:
    for party in parties:
        if party.state == State.WITHDRAWN:
            raise PartnerGone(str(party))


def refuse_term(data: SigningData) -> None:
    if data.signed_on > clock.today():
        raise DayAhead
    if data.term.last is None and not data.notice_days:
        raise NoNotice
    if data.term.last and data.term.last < data.term.first:
        raise TermBackwards


def refuse_misplaced(data: AgreementData, columns: Mapping[str, Any]) -> None:
    for column, text in columns.items():
        if column in _TEXTS and find_identifier(text):
            raise IdentifierInText(column)
    is_national = data.level == Agreement.Level.NATIONAL
    if is_national == bool(data.district) or (data.municipality and data.level != Agreement.Level.LOCAL):
        raise PlaceMissing
    if data.parent and (
        is_national or not Agreement.objects.filter(pk=data.parent, level=Agreement.Level.NATIONAL).exists()
    ):
        raise ParentNotNational
