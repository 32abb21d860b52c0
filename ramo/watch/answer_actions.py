"""The door that takes a partner's answer, takes it back, and lets staff accept or return it."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.mailing.actions import send
from ramo.network.models import Institution

from .askable import Asked, everything_of, find, may_be_asked
from .askable.asked import Before
from .data import AnswerData
from .emails import returned
from .errors import (
    AlreadySettled,
    ChangedMeanwhile,
    IdentifierInText,
    LinkEnded,
    NothingSaid,
    ReasonNeeded,
)
from .models import AskedLink, PartnerAnswer
from .tokens import new_token
from .waiting import tell_of_answers, tell_of_silence

Answer, Outcome = PartnerAnswer.Answer, PartnerAnswer.Outcome
RETURNED_HOLDS = timedelta(days=14)


@transaction.atomic
def answer(link: AskedLink, asked: Asked, data: AnswerData, *, submission: UUID) -> PartnerAnswer:
    """The same form sent again is the same answer; another one for the same item takes the place of the first.

    True: confirmed in the institution's name at once. Changed: staff look first. Closed: hidden at once.
    """
    link = AskedLink.objects.select_for_update().select_related("institution").get(pk=link.pk)
    if known := link.answers.filter(submission=submission).first():
        return known
    _refuse_unfit(link, asked, data)
    if standing := link.answers.standing().filter(kind=asked.name, key=asked.key, settled_at=None).first():
        if data.answer == Answer.TRUE == standing.answer and not asked.waits:
            return standing
        _take_back(standing)
        asked = find(asked.name, asked.key) or asked
    given = _as_given(link, asked, data, submission)
    _act(given, asked)
    given.save()
    link.answered_at = link.answered_at or clock.now()
    link.save(update_fields=["answered_at"])
    record("answered", given, detail={"answer": given.answer, "item": f"{given.kind}:{given.key}"})
    tell_of_answers()
    return given


def answer_all(link: AskedLink, shown: Mapping[str, str], *, said_by: str, submission: UUID) -> list[Asked]:
    """All that was shown is true; what has changed since is left out and comes back. `shown`: "kind:key" → seen."""
    left_out = []
    for asked in in_scope(link):
        seen = shown.get(f"{asked.name}:{asked.key}")
        if seen is None:
            continue
        own = uuid5(submission, f"{asked.name}:{asked.key}")
        try:
            answer(link, asked, AnswerData(Answer.TRUE, seen, said_by=said_by), submission=own)
        except ChangedMeanwhile:
            left_out.append(asked)
    return left_out


@transaction.atomic
def undo(given: PartnerAnswer) -> None:
    """The item stands as before, unless somebody has confirmed it since; pressed twice it is one."""
    link = AskedLink.objects.select_for_update().get(pk=given.link_id)
    given = PartnerAnswer.objects.get(pk=given.pk)
    if given.undone_at:
        return
    if given.settled_at:
        raise AlreadySettled
    if not link.works_on(clock.today()):
        raise LinkEnded
    _take_back(given)
    record("took back answer", given, detail={"item": f"{given.kind}:{given.key}"})
    tell_of_answers()


@transaction.atomic
def settle(given: PartnerAnswer, *, outcome: PartnerAnswer.Outcome, reason: str = "", by: User) -> None:
    """Accepted: written and confirmed in the institution's name. Returned: told why, by letter. The first word stands.

    The caller checked that `by` may vouch for the item.
    """
    AskedLink.objects.select_for_update().get(pk=given.link_id)
    given = PartnerAnswer.objects.select_related("link__institution").get(pk=given.pk)
    if given.settled_at or given.undone_at:
        return
    if outcome == Outcome.RETURNED and not reason:
        raise ReasonNeeded
    asked = find(given.kind, given.key)
    if asked and outcome == Outcome.ACCEPTED and given.answer == Answer.CHANGED:
        asked.kind.amend(asked.item, given.changes, by=by)
        asked.kind.confirm(asked.item, in_the_name_of(given.link.institution), by=by)
    if asked and outcome == Outcome.RETURNED and given.answer == Answer.CLOSED:
        asked.kind.close(asked.item, is_closed=False, by=by)
    given.settled_at, given.settled_by, given.outcome, given.reason = clock.now(), by, outcome, reason
    given.save(update_fields=["settled_at", "settled_by", "outcome", "reason"])
    record("settled answer", given, by=by, detail={"outcome": outcome})
    if outcome == Outcome.RETURNED:
        _write_back(given)
    tell_of_answers()


@transaction.atomic
def confirm_by_phone(institution: Institution, shown: Mapping[str, str], *, by: User) -> list[Asked]:
    """What was read out and said to be true is confirmed; what has changed since it was shown comes back."""
    Institution.objects.select_for_update().get(pk=institution.pk)
    left_out = []
    for asked in everything_of(institution):
        seen = shown.get(f"{asked.name}:{asked.key}")
        if seen == asked.seen():
            asked.kind.confirm(asked.item, f"{in_the_name_of(institution)}, по телефона"[:160], by=by)
        elif seen is not None:
            left_out.append(asked)
    if not any(asked.waits for asked in everything_of(institution)):
        AskedLink.objects.filter(institution=institution, ending__in=["", AskedLink.Ending.SILENT]).update(
            ending=AskedLink.Ending.PHONED
        )
    record("confirmed by phone", institution, by=by, detail={"items": len(shown) - len(left_out)})
    tell_of_silence()
    return left_out


def in_scope(link: AskedLink) -> list[Asked]:
    """What the address opens: one item, or all of the institution; nothing else, whoever holds it."""
    if not link.is_of_one_item:
        return everything_of(link.institution)
    asked = find(link.kind, link.key)
    return [asked] if asked and asked.owner == link.institution and may_be_asked(asked.item) else []


def in_the_name_of(institution: Institution) -> str:
    return institution.abbreviation_bg or institution.name_bg


def _refuse_unfit(link: AskedLink, asked: Asked, data: AnswerData) -> None:
    if not link.works_on(clock.today()):
        raise LinkEnded
    if asked.seen() != data.seen:
        raise ChangedMeanwhile
    if data.answer == Answer.CHANGED and not (data.changes or data.other):
        raise NothingSaid
    if any(find_identifier(text) for text in (data.other, data.send_to, data.said_by)):
        raise IdentifierInText


def _as_given(link: AskedLink, asked: Asked, data: AnswerData, submission: UUID) -> PartnerAnswer:
    """Only the words that belong to the chosen answer; what was typed beside another one is dropped."""
    return PartnerAnswer(
        link=link,
        kind=asked.name,
        key=asked.key,
        title=asked.title[:250],
        answer=data.answer,
        changes=data.changes if data.answer == Answer.CHANGED else {},
        other=data.other if data.answer == Answer.CHANGED else "",
        send_to=data.send_to if data.answer == Answer.CLOSED else "",
        said_by=data.said_by,
        submission=submission,
        before=asked.before().kept(),
    )


def _act(given: PartnerAnswer, asked: Asked) -> None:
    if given.answer == Answer.TRUE:
        given.said = asked.kind.confirm(asked.item, in_the_name_of(given.link.institution), by=None)
    elif given.answer == Answer.CLOSED:
        asked.kind.close(asked.item, is_closed=True, by=None)


def _take_back(given: PartnerAnswer) -> None:
    asked = find(given.kind, given.key)
    if asked and given.answer == Answer.TRUE and given.said:
        said, given.said = given.said, None
        given.save(update_fields=["said"])
        asked.kind.take_back(asked.item, said, Before.read(given.before))
    if asked and given.answer == Answer.CLOSED:
        asked.kind.close(asked.item, is_closed=False, by=None)
    given.undone_at = clock.now()
    given.save(update_fields=["undone_at"])


def _write_back(given: PartnerAnswer) -> None:
    """The letter opens the same question again."""
    link = given.link
    until = max(link.until, clock.today() + RETURNED_HOLDS)
    AskedLink.objects.filter(pk=link.pk).update(until=until)
    link.until = until
    if link.ending != AskedLink.Ending.NOT_ME:
        send(returned(given, new_token(link)))
