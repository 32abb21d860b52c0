"""The door that asks institutions by letter, reminds them once, and gives up after that."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Case, Value, When

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.mailing.actions import is_dead, send
from ramo.network.models import Institution

from .askable import Asked, everything_of
from .emails import question, reminder
from .errors import DeadAddress, IdentifierInText, LinkEnded, NoAddress, NothingToAsk, WrongPerson
from .models import AskedLink
from .tokens import new_token
from .waiting import lost_letters, tell_of_silence

HOLDS = timedelta(days=14)
REMINDED_AFTER = timedelta(days=7)
ASKED_AGAIN_AFTER = timedelta(days=60)  # whoever was silent is called meanwhile
_ENDED = Case(When(answered_at=None, then=Value(AskedLink.Ending.SILENT)), default=Value(AskedLink.Ending.ANSWERED))
ANSWER_RESTS = timedelta(days=21)  # what was answered waits for staff, not for another letter


@transaction.atomic
def ask(institution: Institution, *, about: Asked | None = None, by: User | None) -> AskedLink:
    """One open question is one letter, whoever asks and how often."""
    _end_passed(institution)
    if not institution.contact_email:
        raise NoAddress
    if about is None and not everything_of(institution):
        raise NothingToAsk
    if _was_wrong(institution):
        raise WrongPerson
    if is_dead(institution.contact_email):
        raise DeadAddress
    link, is_new = AskedLink.objects.get_or_create(
        institution=institution,
        kind=about.name if about else "",
        key=about.key if about else "",
        ending="",
        defaults={"sent_to": institution.contact_email, "until": clock.today() + HOLDS, "asked_by": by},
    )
    if is_new:
        send(question(link, new_token(link)))
        record("asked", link, by=by, detail={"institution": institution.pk})
    return link


@transaction.atomic
def remind(link: AskedLink) -> bool:
    """Once, whoever comes first; whether this was it."""
    open_still = AskedLink.objects.open().filter(pk=link.pk, reminded_at=None, until__gte=clock.today())
    if not open_still.update(reminded_at=clock.now()):
        return False
    send(reminder(link, new_token(link)))
    record("reminded", link)
    return True


def ask_what_is_due() -> int:
    """By the clock: first letters and reminders; how many. Then staff are told whom to call."""
    letters = 0
    AskedLink.objects.open().filter(until__lt=clock.today()).update(ending=_ENDED)
    _end_returned()
    for institution in Institution.objects.published().exclude(contact_email="").select_related("district"):
        letters += _ask_or_remind(institution)
    tell_of_silence()
    return letters


@transaction.atomic
def not_me(link: AskedLink, *, note: str) -> None:
    """The address stops working at once, and no further letter goes to the same person."""
    if find_identifier(note):
        raise IdentifierInText
    link = AskedLink.objects.select_for_update().get(pk=link.pk)
    if not link.works_on(clock.today()):
        raise LinkEnded
    link.ending, link.note = AskedLink.Ending.NOT_ME, note
    link.save(update_fields=["ending", "note"])
    record("wrong person", link)
    tell_of_silence()


@transaction.atomic
def right_after_all(institution: Institution, *, by: User) -> None:
    """Staff made sure: the address is right, and may be written to again."""
    lost_letters().filter(institution=institution).update(ending=AskedLink.Ending.SILENT)
    record("address is right", institution, by=by)
    tell_of_silence()


@transaction.atomic
def ask_again(link: AskedLink) -> None:
    """Somebody holds a letter whose day has passed: a new one goes to the address that the institution gave."""
    about = next((each for each in everything_of(link.institution) if (each.name, each.key) == _item(link)), None)
    if link.is_of_one_item and about is None:
        raise NothingToAsk
    ask(link.institution, about=about, by=None)


def _ask_or_remind(institution: Institution) -> bool:
    waits = [asked for asked in everything_of(institution) if asked.waits]
    last = AskedLink.objects.filter(institution=institution, kind="").first()
    if not waits or (last and _rests(last)):
        return False
    if last is None or last.ending:
        if _was_wrong(institution) or is_dead(institution.contact_email):
            return False
        ask(institution, by=None)
        return True
    answered = set(last.answers.standing().values_list("kind", "key"))
    is_late = last.made_on + REMINDED_AFTER <= clock.today()
    return is_late and any((asked.name, asked.key) not in answered for asked in waits) and remind(last)


def _rests(last: AskedLink) -> bool:
    """Nothing is written now: who was silent is called, and what was answered is looked at first."""
    age = clock.today() - last.made_on
    match last.ending:
        case AskedLink.Ending.SILENT:
            return age < ASKED_AGAIN_AFTER
        case AskedLink.Ending.ANSWERED | AskedLink.Ending.PHONED:
            return age < ANSWER_RESTS
    return False


def _was_wrong(institution: Institution) -> bool:
    return lost_letters().filter(institution=institution).exists()


def _end_passed(institution: Institution) -> None:
    AskedLink.objects.open().filter(institution=institution, until__lt=clock.today()).update(ending=_ENDED)


def _end_returned() -> None:
    """A letter that came back for good is as no answer: it is called at once."""
    for link in AskedLink.objects.open().filter(answered_at=None):
        if is_dead(link.sent_to):
            AskedLink.objects.open().filter(pk=link.pk).update(ending=AskedLink.Ending.SILENT)


def _item(link: AskedLink) -> tuple[str, str]:
    return link.kind, link.key
