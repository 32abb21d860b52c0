"""The door for exit cards: from the screen of a reader, or from paper that a librarian enters."""

from uuid import UUID

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record

from .data import CORE, Answers
from .errors import NotItsCore, NotOpen
from .models import Edition, ExitCard, Participation


@transaction.atomic
def give_card(participation: Participation, answers: Answers, *, submission: UUID, is_paper: bool = False) -> ExitCard:
    """The same submission again is the same card. After the last day paper may still be entered, until it is closed."""
    edition = participation.edition
    if not edition.is_open or participation.left_at:
        raise NotOpen
    scores = {name: getattr(answers, name) for name in CORE}
    _refuse_unfit(edition, answers)
    columns = {"participation": participation, **scores, "extra": dict(answers.extra), "is_paper": is_paper}
    card, _is_new = ExitCard.objects.get_or_create(submission=submission, defaults=columns)
    return card


@transaction.atomic
def take_back_card(participation: Participation, *, by: User) -> bool:
    """The last one that was entered from paper, for a slip of the hand; whether there was one."""
    last = participation.cards.filter(is_paper=True).order_by("-pk").first()
    if last is None or not participation.edition.is_open:
        return False
    last.delete()
    record("took back paper card", participation, by=by)
    return True


def _refuse_unfit(edition: Edition, answers: Answers) -> None:
    scores = [getattr(answers, name) for name in CORE]
    if not answers.extra and not any(scores):
        raise NotItsCore
    if any(score is not None and not 1 <= score <= 5 for score in scores):
        raise NotItsCore
    for key, number in answers.extra.items():
        question = edition.kit.question(key)
        if question is None or not 1 <= number <= len(question["choices_bg"]):
            raise NotItsCore
