"""The only door that writes requests: sending, answering, proposing, withdrawing, counting who came."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.experts.actions import engage, release
from ramo.experts.data import EngagementData, Span
from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.mailing.actions import send
from ramo.network.models import Institution, Library
from ramo.tasks.actions import TaskData, file_task, settle

from .data import RequestData, Side
from .emails import letters
from .errors import IdentifierInText, NotYetHeld, NotYourTurn, TimeGone, TimePassed
from .models import ExpertRequest, ProposedTime, RequestStep, State
from .terms import answer_by

_Kind = RequestStep.Kind


@transaction.atomic
def ask(data: RequestData, *, library: Library, by: User) -> ExpertRequest:
    """The same submission again is the same request. The caller checked that `by` may ask for the library."""
    _refuse(data.times, {"subject": data.subject, "note": data.note, "place_bg": data.place_bg})
    draft = ExpertRequest.objects.filter(submission=data.submission, library=library, state=State.DRAFT)
    keep_draft(data, library=library)
    request = draft.select_for_update(of=("self",)).first()
    if request is not None:
        _move(request, State.SENT)
        _step(request, _Kind.SENT, Side.LIBRARY)
        record("asked expert", request, by=by)
        _turn(request, gettext_noop("Request %(number)s from %(place)s. Accept, propose or decline"))
        _send(request, "asked", to=Side.INSTITUTION)
    return request or ExpertRequest.objects.get(submission=data.submission)


@transaction.atomic
def keep_draft(data: RequestData, *, library: Library) -> ExpertRequest:
    """What was typed until now; only the library sees it. One that was sent meanwhile stays as it was sent."""
    _refuse(data.times, {"subject": data.subject, "note": data.note, "place_bg": data.place_bg})
    names = ("what", "subject", "audience", "expected", "place_bg", "note")
    columns = {name: getattr(data, name) for name in names} | {"area_id": data.area}
    columns |= {"institution": Institution.objects.get(pk=data.institution), "typed_at": clock.now()}
    request, is_new = ExpertRequest.objects.get_or_create(
        submission=data.submission, defaults={"library": library, "state": State.DRAFT, **columns}
    )
    if request.state == State.DRAFT and request.library_id == library.pk:
        if not is_new:
            ExpertRequest.objects.filter(pk=request.pk, state=State.DRAFT).update(**columns)
            request.times.all().delete()
        _write_times(request, data.times)
    return request


def discard_draft(request: ExpertRequest) -> bool:
    """What was sent is withdrawn instead."""
    return ExpertRequest.objects.filter(pk=request.pk, state=State.DRAFT).delete()[0] > 0


def see(request: ExpertRequest) -> None:
    """Somebody of the institution has opened it; only the first time is told."""
    if ExpertRequest.objects.filter(pk=request.pk, state=State.SENT).update(state=State.SEEN):
        request.state = State.SEEN
        _step(request, _Kind.SEEN, Side.INSTITUTION)


@transaction.atomic
def accept(request: ExpertRequest, time: int, *, side: Side, expert: Expert | None, by: User) -> ExpertRequest:
    """One of the times that stand now. Refused where it is not this side's turn, or the expert is elsewhere.

    The institution says which of its experts comes; a library takes the one who was proposed.
    """
    held = _held(request, side)
    chosen = next((each for each in held.times_now if each.pk == time), None)
    if chosen is None:
        raise TimeGone
    if chosen.starts_at < clock.now():
        raise TimePassed
    held.expert = expert if side == Side.INSTITUTION else held.expert
    held.starts_at, held.ends_at = chosen.starts_at, chosen.ends_at
    if held.expert:
        engage(held.expert, _engagement(held, Span(chosen.starts_at, chosen.ends_at)))
    _move(held, State.CONFIRMED)
    _step(held, _Kind.CONFIRMED, side)
    record("accepted request", held, by=by)
    settle(key=_task_key(held))
    settle(key=_silence_key(held))
    _send(held, "confirmed", to=_other(side))
    return held


@transaction.atomic
def propose(
    request: ExpertRequest, times: Sequence[Span], word: str, *, side: Side, expert: Expert | None, by: User
) -> ExpertRequest:
    """Other times; those before them stand no more, and it is the other side's turn."""
    _refuse(times, {"word": word})
    held = _held(request, side)
    held.round += 1
    if side == Side.INSTITUTION:
        held.expert = expert
    _move(held, State.PROPOSED if side == Side.INSTITUTION else State.SENT)
    _write_times(held, times)
    _step(held, _Kind.PROPOSED if side == Side.INSTITUTION else _Kind.ASKED_ANEW, side, word)
    record("proposed times", held, by=by)
    _turn(held, gettext_noop("Request %(number)s, %(place)s: another time. Accept or propose"))
    _send(held, "proposed", to=_other(side), word=word)
    return held


@transaction.atomic
def decline(request: ExpertRequest, reason: str, *, by: User) -> ExpertRequest:
    """The institution cannot; it says why, so that the library knows when to ask again."""
    _refuse((), {"reason": reason})
    held = _held(request, Side.INSTITUTION, may_be_confirmed=True)
    _close(held, State.DECLINED, _Kind.DECLINED, Side.INSTITUTION, reason)
    record("declined request", held, by=by)
    _send(held, "declined", to=Side.LIBRARY, word=reason)
    file_task(_told(held, gettext_noop("Request %(number)s is declined. Read why")))
    return held


@transaction.atomic
def withdraw(request: ExpertRequest, reason: str, *, by: User) -> ExpertRequest:
    """The library needs it no more; the expert's time is free again."""
    _refuse((), {"reason": reason})
    held = _locked(request)
    if held.is_over or held.state == State.DRAFT:
        raise NotYourTurn
    _close(held, State.WITHDRAWN, _Kind.WITHDRAWN, Side.LIBRARY, reason)
    record("withdrew request", held, by=by)
    _send(held, "withdrawn", to=Side.INSTITUTION, word=reason)
    return held


@transaction.atomic
def report_held(request: ExpertRequest, people: int, *, by: User) -> ExpertRequest:
    """How many came; sent again it is the newer figure."""
    held = _locked(request)
    if held.state not in {State.CONFIRMED, State.HELD}:
        raise NotYourTurn
    if held.starts_at is None or held.starts_at > clock.now():
        raise NotYetHeld
    held.people = people
    if held.state == State.CONFIRMED:
        held.closed_at = clock.now()
        _move(held, State.HELD)
        _step(held, _Kind.HELD, Side.LIBRARY)
    held.save(update_fields=["people"])
    record("reported held", held, by=by, detail={"people": people})
    settle(key=_task_key(held))
    return held


@transaction.atomic
def has_become(request: ExpertRequest, key: str, link: str, *, by: User) -> bool:
    """Marks what an accepted request was made into; False where it has been made before."""
    made = ExpertRequest.objects.filter(pk=request.pk, state=State.CONFIRMED, made="")
    if not made.update(made=key, made_link=link):
        return False
    _step(request, _Kind.MADE, Side.LIBRARY)
    record("made of request", request, by=by, detail={"made": key})
    return True


@transaction.atomic
def remind(request: ExpertRequest) -> bool:
    """Once a turn: whose answer is late gets a letter, and the library is told to call. Whether it was due."""
    rows = ExpertRequest.objects.select_for_update(skip_locked=True, of=("self",)).whole().prefetch_related(None)
    held = rows.filter(pk=request.pk).first()
    if held is None or held.reminded_at is not None:
        return False
    if held.waits_for_report:
        file_task(_told(held, gettext_noop("Request %(number)s is over. How many people came?")))
    elif held.waits_for and answer_by(held.turn_since.astimezone(clock.COUNTRY_ZONE).date()) < clock.today():
        _step(held, _Kind.REMINDED)
        _send(held, "reminded", to=held.waits_for)
        if held.waits_for == Side.INSTITUTION:
            told = gettext_noop("Request %(number)s, %(institution)s: no answer. Call them")
            file_task(_told(held, told, key=_silence_key(held)))
    else:
        return False
    ExpertRequest.objects.filter(pk=held.pk).update(reminded_at=clock.now())
    return True


def _locked(request: ExpertRequest) -> ExpertRequest:
    rows = ExpertRequest.objects.select_for_update(of=("self",)).whole().prefetch_related(None)
    return rows.get(pk=request.pk)


def _held(request: ExpertRequest, side: Side, *, may_be_confirmed: bool = False) -> ExpertRequest:
    """Locked, and refused where it is not the turn of that side: another person may have answered meanwhile."""
    held = _locked(request)
    if held.waits_for != side and not (may_be_confirmed and held.state == State.CONFIRMED):
        raise NotYourTurn
    return held


def _move(request: ExpertRequest, state: State) -> None:
    request.state, request.turn_since, request.reminded_at, request.typed_at = state, clock.now(), None, None
    request.save()


def _close(request: ExpertRequest, state: State, kind: RequestStep.Kind, side: Side, reason: str) -> None:
    request.closed_at = clock.now()
    release(request.key)
    _move(request, state)
    _step(request, kind, side, reason)
    settle(key=_task_key(request))
    settle(key=_silence_key(request))


def _step(request: ExpertRequest, kind: RequestStep.Kind, side: Side | str = "", text: str = "") -> None:
    RequestStep.objects.create(request=request, kind=kind, side=side, text=text)


def _write_times(request: ExpertRequest, times: Sequence[Span]) -> None:
    unique = {span.starts_at: span for span in times}.values()
    ProposedTime.objects.bulk_create(
        ProposedTime(request=request, round=request.round, starts_at=span.starts_at, ends_at=span.ends_at)
        for span in unique
    )


def _refuse(times: Sequence[Span], texts: dict[str, str]) -> None:
    for column, text in texts.items():
        if find_identifier(text):
            raise IdentifierInText(column)
    if any(span.starts_at < clock.now() for span in times):
        raise TimePassed


def _turn(request: ExpertRequest, message: str) -> None:
    """The same task goes to and fro between the two desks."""
    assert request.waits_for is not None  # noqa: S101 (the caller has just moved it)
    due = answer_by(clock.today())
    file_task(_task(request, message, side=request.waits_for, key=_task_key(request), due_on=due))
    settle(key=_silence_key(request))


def _told(request: ExpertRequest, message: str, *, key: str = "") -> TaskData:
    return _task(request, message, side=Side.LIBRARY, key=key or _task_key(request), due_on=None)


def _task(request: ExpertRequest, message: str, *, side: Side, key: str, due_on: date | None) -> TaskData:
    scope = request.library.scope if side == Side.LIBRARY else f"institution:{request.institution_id}"
    return TaskData(
        key=key,
        scope=scope,
        message=message,
        link=f"/rabotno-myasto/zayavki/{request.pk}/",
        params={"number": request.pk, "place": request.library.place_bg, "institution": str(request.institution)},
        area=request.area_id,
        icon="event",
        due_on=due_on,
    )


def _task_key(request: ExpertRequest) -> str:
    return request.key


def _silence_key(request: ExpertRequest) -> str:
    return f"request-silent:{request.pk}"


def _engagement(request: ExpertRequest, span: Span) -> EngagementData:
    label = f"{request.subject} – {request.library.place_bg}"
    return EngagementData(request.key, span, label, f"/rabotno-myasto/zayavki/{request.pk}/")


def _send(request: ExpertRequest, name: str, *, to: Side, word: str = "") -> None:
    for letter in letters(request, name, to=to, word=word):
        send(letter)


def _other(side: Side) -> Side:
    return Side.LIBRARY if side == Side.INSTITUTION else Side.INSTITUTION


__all__ = ["accept", "ask", "decline", "has_become", "propose", "remind", "report_held", "see", "withdraw"]
